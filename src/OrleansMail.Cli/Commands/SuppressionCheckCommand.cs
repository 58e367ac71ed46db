using System.CommandLine;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>suppression check</c>: whether an address is suppressed, and why.</summary>
internal static class SuppressionCheckCommand
{
    public static Command Create()
    {
        var address = Inputs.Address();
        return Verb.OnSilo(
            "check",
            "Tells whether an address is suppressed, why, and since when.",
            "suppression.manage",
            async (context, _) =>
            {
                var mailbox = context.Get(address);
                var entry = await SuppressionGrains.Of(context.Grains, mailbox).FindAsync(mailbox.Canonical);
                return SuppressionPrint.Show(
                    context.Output,
                    new SuppressionChange(
                        mailbox.Canonical,
                        entry is not null,
                        false,
                        entry is null ? null : SuppressionView.Of(entry)));
            },
            address);
    }
}
