using System.CommandLine;
using OrleansMail.Audit;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>audit list</c>: who did what, when, from where.</summary>
internal static class AuditListCommand
{
    private const int FlushEvery = 500;

    public static Command Create()
    {
        var trail = AuditInputs.Trail();
        var since = AuditInputs.Instant("--since", "The first instant");
        var until = AuditInputs.Instant("--until", "The first instant that is not shown any more");
        var caller = Inputs.Text("--caller", "NAME", "Entries of this user or API key");
        var action = Inputs.Text("--action", "ACTION", "Entries of this action, such as campaign.approve or sign-in");
        var target = Inputs.Text("--target", "TEXT", "Entries whose target begins so, such as campaign:spring");
        var result = new Option<AuditResult?>("--result") { Description = "Entries that ended so" };
        return Verb.OnSilo(
            "list",
            "Lists the entries of audit trails; with --json one object a line, as in an export.",
            "audit.read",
            async (context, cancellation) =>
            {
                var filter = new AuditFilter(
                    context.Get(since), context.Get(until), context.Get(caller), context.Get(action),
                    context.Get(target), context.Get(result));
                var shown = 0;
                foreach (var name in await AuditPages.TrailsAsync(context, trail))
                {
                    await foreach (var entry in AuditPages.ListAsync(context.Grains, name, filter, cancellation))
                    {
                        Print(context.Output, entry);
                        if (++shown % FlushEvery == 0)
                        {
                            await context.Output.FlushAsync(cancellation);
                        }
                    }
                }

                return CommandRun.Done;
            },
            trail, since, until, caller, action, target, result);
    }

    private static void Print(Output output, AuditEntry entry)
    {
        if (output.IsJson)
        {
            output.Json(entry, AuditJson.Shared.AuditEntry);
            return;
        }

        var where = entry.From.Length == 0 ? "-" : entry.From;
        output.Line(
            $"{entry.Trail} {entry.Seq,6}  {Plain.Time(entry.At)}  {entry.Result,-7}  {entry.Caller,-20}  {where,-15}  "
            + $"{entry.Action,-20}  {entry.Target,-30}  {entry.Detail}");
    }
}
