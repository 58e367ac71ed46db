using OrleansMail.People;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary>Prints a user, or why a request was refused.</summary>
internal static class UserPrint
{
    public static int Show(CommandContext context, UserAnswer answer, string? invitationFile = null)
    {
        if (answer.Refusal is { } refusal)
        {
            return context.Output.Refuse(refusal);
        }

        if (answer.User is not { } user)
        {
            return context.Output.Fail("not-found", "there is no such user; see `orleansmail user list`", "name");
        }

        var view = UserView.Of(user, invitationFile);
        if (context.Output.IsJson)
        {
            context.Output.Json(view, OutputJson.Shared.UserView);
            return CommandRun.Done;
        }

        context.Output.Line(
            $"{view.Name}: {view.State}, {(view.HasFactor ? "second factor" : "no second factor")}, "
            + $"{Plain.Count(view.Sessions)} sessions, since {Plain.Time(view.CreatedAt)}");
        foreach (var grant in user.Grants)
        {
            var waits = grant.ApproveFrom > context.Clock.GetUtcNow()
                ? $", {Right.CampaignApprove} from {Plain.Time(grant.ApproveFrom)}{(view.HasFactor ? "" : ", or a day after the second factor")}"
                : "";
            context.Output.Line($"  {grant.Wish} by {grant.By}, {Plain.Time(grant.At)}{waits}");
        }

        Remarks(context, view);
        return CommandRun.Done;
    }

    private static void Remarks(CommandContext context, UserView view)
    {
        if (view.Addresses.Length > 0)
        {
            context.Output.Line($"  calls from {string.Join(", ", view.Addresses)} only");
        }

        if (view.LockedUntil is { } until)
        {
            context.Output.Line(until == DateTimeOffset.MaxValue
                ? $"  locked out after too many failures: orleansmail user invite {view.Name}"
                : $"  unknown devices are locked out until {Plain.Time(until)}");
        }

        if (view.FactorDropAskedBy is { } by)
        {
            context.Output.Line(
                $"  {by} asked to take the factor away; another administrator has to ask too, within an hour");
        }
    }
}
