using System.CommandLine;
using OrleansMail.Suppression;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>suppression add</c>: no more mail to an address.</summary>
internal static class SuppressionAddCommand
{
    public static Command Create()
    {
        var address = Inputs.Address();
        var note = Inputs.Text("--note", "TEXT", "Why, for those who look later");
        return Verb.OnSilo(
            "add",
            "Suppresses an address in all campaigns, also those that run; the first reason is kept.",
            "suppression.manage",
            async (context, _) =>
            {
                var mailbox = context.Get(address);
                var grain = SuppressionGrains.Of(context.Grains, mailbox);
                var evidence = context.Get(note) ?? "";
                var entry = new SuppressionEntry(mailbox.Canonical, "manual", evidence, context.Clock.GetUtcNow());
                var before = await grain.FindAsync(mailbox.Canonical);
                await grain.AddAsync(entry);
                return SuppressionPrint.Show(
                    context.Output,
                    new SuppressionChange(
                        mailbox.Canonical, true, before is null, SuppressionView.Of(before ?? entry)));
            },
            address, note);
    }
}
