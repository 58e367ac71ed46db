using System.CommandLine;
using OrleansMail.Demo;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>demo</c>: a whole campaign on this machine without any set-up.</summary>
internal static class DemoCommand
{
    private const int MostRecipients = 10_000_000;

    public static Command Create()
    {
        var recipients = new Option<int>("--recipients")
        {
            Description = "How many invented customers get a mail",
            HelpName = "N",
            DefaultValueFactory = _ => 10_000,
        };
        recipients.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostRecipients)
            {
                result.AddError("--recipients is 1 to 10,000,000.");
            }
        });
        return Verb.Local(
            "demo",
            "Sends a whole campaign on this machine: silo, receiver, DKIM key, four people with a second factor, import, "
            + "guard, approval, sending, the final count and the audit trails. Nothing leaves the machine. Without --data it uses a folder of its own and "
            + "removes it.",
            (context, cancellation) => RunAsync(context, context.Get(recipients), cancellation),
            recipients);
    }

    private static async Task<int> RunAsync(CommandContext context, int recipients, CancellationToken cancellation)
    {
        var isOwn = !context.Has(GlobalOptions.Data);
        var folder = isOwn
            ? Directory.CreateTempSubdirectory("orleansmail-demo-").FullName
            : Directory.CreateDirectory(context.Get(GlobalOptions.Data)).FullName;
        try
        {
            var (view, refusal) = await new DemoRun(context, folder, recipients).RunAsync(cancellation);
            if (view is null)
            {
                return context.Output.Refuse(refusal!);
            }

            Print(context.Output, view);
            return view.LedgerOk && view.AuditOk && view.Delivered == view.Recipients && view.DkimVerified == view.Delivered
                ? CommandRun.Done
                : context.Output.Fail("demo", "not every mail arrived exactly once with a good signature and a whole trail");
        }
        finally
        {
            if (isOwn)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static void Print(Output output, DemoView view)
    {
        if (output.IsJson)
        {
            output.Json(view, OutputJson.Shared.DemoView);
            return;
        }

        var table = new Table().AddColumn("outcome").AddColumn(new TableColumn("count").RightAligned());
        Row(table, "recipients", Plain.Count(view.Recipients));
        Row(table, "delivered", Plain.Count(view.Delivered));
        Row(table, "deferred", Plain.Count(view.Deferred));
        Row(table, "bounced", Plain.Count(view.Bounced));
        Row(table, "suppressed", Plain.Count(view.Suppressed));
        Row(table, "unknown", Plain.Count(view.Unknown));
        Row(table, "DKIM verified by the receiver", Plain.Count(view.DkimVerified));
        Row(table, "ledger complete, receiver agrees", view.LedgerOk ? "yes" : "NO");
        Row(table, "audit trails verified", view.AuditOk ? "yes" : "NO");
        Row(table, "seconds", view.Seconds.ToString("F1", System.Globalization.CultureInfo.InvariantCulture));
        Row(table, "mails a second", Plain.Count((long)view.MessagesPerSecond));
        Row(table, "peak memory", $"{view.PeakRssBytes / 1_000_000} MB");
        output.Table(table);
    }

    private static void Row(Table table, string name, string value) => table.AddRow(new Text(name), new Text(value));
}
