using System.CommandLine;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>suppression remove</c>: an address may get mail again.</summary>
internal static class SuppressionRemoveCommand
{
    public static Command Create()
    {
        var address = Inputs.Address();
        return Verb.OnSilo(
            "remove",
            "Lifts a suppression; done also if there was none.",
            "suppression.manage",
            async (context, _) =>
            {
                var mailbox = context.Get(address);
                var removed = await SuppressionGrains.Of(context.Grains, mailbox).RemoveAsync(mailbox.Canonical);
                return SuppressionPrint.Show(
                    context.Output, new SuppressionChange(mailbox.Canonical, false, removed, null));
            },
            address);
    }
}
