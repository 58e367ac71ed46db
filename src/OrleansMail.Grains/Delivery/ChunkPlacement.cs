using OrleansMail.Campaigns;
using OrleansMail.Lanes;
using OrleansMail.Ledger;
using OrleansMail.Outcomes;
using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <summary>Puts the recipients of one claimed chunk that are due into their lanes.</summary>
internal sealed class ChunkPlacement(CampaignFeeder run, ChunkWork work, AudienceChunk chunk, FeederParts parts)
{
    // A chunk with few rows left over does not hold up the next one; with many, the lanes are simply busy.
    private const int FewLeftOver = IAudienceStore.ChunkRows / 10;

    private static readonly TimeSpan FullLane = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan NoEgress = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RoomPoll = TimeSpan.FromMilliseconds(5);

    public async Task RunAsync()
    {
        var history = (await parts.Stores.Ledger.ChunkAsync(work.Claim.Audience, work.Claim.Chunk))
            .ToDictionary(state => state.Row);
        var waiting = new List<(Mail Mail, LaneRunner Lane)>();
        for (var index = 0; index < chunk.Rows.Count; index++)
        {
            var row = chunk.FirstRow + index;
            var state = history.GetValueOrDefault(row);
            if (state is not { Final: true })
            {
                await TakeAsync(row, chunk.Rows[index], state, waiting);
            }
        }

        await PlaceAsync(waiting);
    }

    private async Task TakeAsync(long row, AudienceRow recipient, RowState? state, List<(Mail, LaneRunner)> waiting)
    {
        var now = parts.Clock.GetUtcNow();
        var mail = new Mail(run, work, row, recipient, (state?.Attempts ?? 0) + 1, state?.FirstAt ?? now);
        if (state is { InDoubt: true })
        {
            work.Open();
            await InDoubtAsync(mail with { Attempt = state.Attempts });
            return;
        }

        if (run.Release.Cancelling)
        {
            work.Open();
            await parts.Recorder.RecordWithoutAttemptAsync(mail, OutcomeKind.Cancelled, "the campaign was cancelled");
            return;
        }

        if (state?.NextAt is { } due && due > now)
        {
            work.Wait(due);
            return;
        }

        if (parts.Egress.Choose(recipient.Key, state?.EgressIp) is not { } egress)
        {
            work.Wait(now + NoEgress);
            return;
        }

        work.Open();
        if (await LaneOfAsync(mail, egress) is { } lane)
        {
            waiting.Add((mail, lane));
        }
    }

    /// <summary>Leased by a silo that is gone, and no outcome: sent or not, nobody can know.</summary>
    private async Task InDoubtAsync(Mail mail)
    {
        var resend = run.Release.Settings.InDoubt == InDoubt.Resend && !run.Release.Cancelling;
        var now = parts.Clock.GetUtcNow();
        DateTimeOffset? due = resend ? now : null;
        await parts.Stores.Ledger.RecordAsync(new OutcomeEntry(
            work.Claim.Audience, mail.Row, mail.Attempt, OutcomeKind.Unknown, Final: !resend, DeliveryStage.FinalDot, 0,
            null, "the silo stopped between lease and outcome", null, null, null, mail.FirstAt, now, due));
        work.Settle(due);
    }

    private async Task<LaneRunner?> LaneOfAsync(Mail mail, System.Net.IPAddress egress)
    {
        var address = mail.Recipient.Address;
        var domain = address[(address.LastIndexOf('@') + 1)..];
        var resolution = await parts.Resolver.ResolveAsync(domain, CancellationToken.None);
        if (resolution.Route is { } route)
        {
            return parts.Lanes.Of(new LaneKey(egress, route.Site));
        }

        var end = AttemptEnds.Of(resolution.Failure!, domain);
        await parts.Recorder.RecordAsync(
            mail, new LaneKey(egress, domain), end, parts.Recorder.Decide(end), parts.Clock.GetUtcNow(), tls: null);
        return null;
    }

    private async Task PlaceAsync(List<(Mail Mail, LaneRunner Lane)> waiting)
    {
        while (waiting.Count > 0)
        {
            var full = new List<(Mail Mail, LaneRunner Lane)>();
            foreach (var (mail, lane) in waiting)
            {
                if (run.Stopped)
                {
                    mail.Return(parts.Clock.GetUtcNow());
                }
                else if (!lane.TryPlace(mail, out var shutUntil))
                {
                    if (shutUntil is { } until)
                    {
                        mail.Return(until);
                    }
                    else
                    {
                        full.Add((mail, lane));
                    }
                }
            }

            waiting = full;
            if (waiting.Count > 0 && waiting.Count <= FewLeftOver)
            {
                waiting.ForEach(left => left.Mail.Return(parts.Clock.GetUtcNow() + FullLane));
                return;
            }

            if (waiting.Count > 0)
            {
                await Task.Delay(RoomPoll, parts.Clock);
            }
        }
    }
}
