using System.Globalization;
using OrleansMail.Campaigns;
using OrleansMail.Terminal;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary>The live bar of <c>campaign watch</c>: how far, how fast, and what waits.</summary>
internal static class CampaignBar
{
    /// <summary>Seconds that are still counted down; a later end is told as a time.</summary>
    private const int LongCount = 600;

    public static async Task<CampaignStatus> FollowAsync(
        CommandContext context, TimeSpan between, CampaignStatus first, CancellationToken cancellation)
    {
        var status = first;
        await context.Output.Console.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask(first.State.ToString(), maxValue: Math.Max(1, first.Recipients));
                var began = context.Clock.GetTimestamp();
                while (true)
                {
                    bar.MaxValue = Math.Max(1, status.Recipients);
                    bar.Value = Settled(status);
                    var rate = (Settled(status) - Settled(first)) / context.Clock.GetElapsedTime(began).TotalSeconds;
                    bar.Description = Markup.Escape(Describe(context, status, rate));
                    if (CampaignWatchCommand.IsFinal(status))
                    {
                        return;
                    }

                    status = await CampaignWatchCommand.NextAsync(context, between, status, cancellation);
                }
            });
        return status;
    }

    private static long Settled(CampaignStatus status) => status.Recipients - status.Pending - status.Deferred;

    private static string Describe(CommandContext context, CampaignStatus status, double rate)
    {
        var counts = $"{Plain.Count(status.Delivered)} delivered, {Plain.Count(status.Bounced)} bounced, "
            + $"{Plain.Count(status.Deferred)} deferred, {Plain.Count(status.Unknown)} unknown";
        if (status is { State: CampaignPhase.Held, HeldUntil: { } until })
        {
            var left = Math.Max(0, (until - context.Clock.GetUtcNow()).TotalSeconds);
            return left > LongCount ? $"Held until {Plain.Time(until)}" : string.Create(CultureInfo.InvariantCulture, $"Held, {left:F0} s left to undo");
        }

        return status.State == CampaignPhase.Sending
            ? string.Create(CultureInfo.InvariantCulture, $"Sending {rate:F0}/s: {counts}")
            : $"{status.State}: {counts}{(status.Reason is null ? "" : $" ({Plain.Clean(status.Reason)})")}";
    }
}
