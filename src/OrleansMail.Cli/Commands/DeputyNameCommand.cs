using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>deputy name</c> and <c>deputy end</c>: an approver lends the right to approve, and takes it back.</summary>
internal static class DeputyNameCommand
{
    public static Command Create()
    {
        var (domain, deputy, reason) = (Inputs.Domain(), PeopleInputs.User(), Reason());
        var from = Instant.Option("--from", "When it begins; at the earliest, and by default, when a grant of this right would");
        var until = Instant.Option("--until", "When it ends", required: true);
        return Verb.OnSilo(
            "name",
            "Names a user who approves in your place for a time, as when you are away. What you may not approve yourself, "
            + "your deputy may not; your yes and your deputy's are one.",
            "campaign.approve, your own, and a fresh second factor",
            (context, _) => AnswerAsync(context, DeputyListCommand.Grain(context, domain).NameAsync(
                context.Get(deputy), context.Get(from), context.Get(until)!.Value, context.Get(reason))),
            domain, deputy, from, until, reason);
    }

    public static Command CreateEnd()
    {
        var (domain, deputy, reason) = (Inputs.Domain(), PeopleInputs.User(), Reason());
        return Verb.OnSilo(
            "end",
            "Takes back what you have lent to a deputy; approvals that were given stay.",
            "campaign.approve",
            (context, _) => AnswerAsync(
                context, DeputyListCommand.Grain(context, domain).EndAsync(context.Get(deputy), context.Get(reason))),
            domain, deputy, reason);
    }

    private static Option<string> Reason() => Inputs.Text("--reason", "TEXT", "Why", required: true);

    private static async Task<int> AnswerAsync(CommandContext context, Task<DeputyAnswer> call)
    {
        var answer = await call;
        if (answer.Refusal is { } refusal)
        {
            return context.Output.Refuse(refusal);
        }

        DeputyListCommand.Show(context.Output, answer.Deputies);
        return CommandRun.Done;
    }
}
