using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>campaign watch</c>: follows a campaign until its state is final.</summary>
internal static class CampaignWatchCommand
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var id = Inputs.Campaign();
        return Verb.OnSilo(
            "watch",
            "Follows a campaign until it is final; exit code 0 if it completed. "
            + "With --json one status a second, each on a line.",
            "campaign.read",
            async (context, cancellation) =>
            {
                var name = context.Get(id);
                if (await context.Campaign(name).StatusAsync() is not { } status)
                {
                    return CampaignPrint.Missing(context, name);
                }

                var last = context.Output.IsLive
                    ? await CampaignBar.FollowAsync(context, Between, status, cancellation)
                    : await FollowAsync(context, status, cancellation);
                return Judge(context, last);
            },
            id);
    }

    public static bool IsFinal(CampaignStatus status) =>
        status.State is CampaignPhase.Completed or CampaignPhase.Cancelled or CampaignPhase.Failed;

    /// <summary>The next status, a moment later; a silo that does not answer is asked again.</summary>
    public static async Task<CampaignStatus> NextAsync(
        CommandContext context, TimeSpan after, CampaignStatus status, CancellationToken cancellation)
    {
        await Task.Delay(after, context.Clock, cancellation);
        return await Repeat.OnTimeoutAsync(context.Campaign(status.Id).StatusAsync) ?? status;
    }

    private static async Task<CampaignStatus> FollowAsync(
        CommandContext context, CampaignStatus status, CancellationToken cancellation)
    {
        CampaignStatus? shown = null;
        while (true)
        {
            if (context.Output.IsJson)
            {
                CampaignPrint.Status(context.Output, status);
            }
            else if (shown is null || shown.State != status.State || shown.Pending != status.Pending)
            {
                context.Output.Line($"{status.State}: {CountsOf(status)}");
            }

            await context.Output.FlushAsync(cancellation);
            if (IsFinal(status))
            {
                return status;
            }

            shown = status;
            status = await NextAsync(context, Between, status, cancellation);
        }
    }

    private static string CountsOf(CampaignStatus status) => string.Join(
        ", ",
        CampaignPrint.Counts(status)
            .Where(count => count.Value != "0")
            .Select(count => $"{count.Value} {count.Fact}"));

    private static int Judge(CommandContext context, CampaignStatus status)
    {
        if (status.State == CampaignPhase.Completed)
        {
            if (!context.Output.IsJson)
            {
                CampaignPrint.Status(context.Output, status);
            }

            return CommandRun.Done;
        }

        context.Output.Note($"orleansmail: {status.Id} is {status.State}: {status.Reason ?? "stopped by a person"}");
        return CommandRun.Failed;
    }
}
