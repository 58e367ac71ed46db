using System.Collections.Concurrent;
using System.Net;
using OrleansMail.Campaigns;
using OrleansMail.Dns;
using OrleansMail.Lanes;
using OrleansMail.Ledger;
using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <summary>Puts the recipients of one claimed chunk that are due into their lanes.</summary>
/// <param name="run">The campaign.</param>
/// <param name="release">What of it was released.</param>
/// <param name="work">The chunk's count.</param>
/// <param name="chunk">The chunk's rows.</param>
/// <param name="only">Those that are taken up again, by row number; null for all.</param>
/// <param name="parts">What feeders work with.</param>
/// <remarks>Whatever is thrown, a recipient that was opened is in a lane or has gone back.</remarks>
internal sealed class ChunkPlacement(
    ICampaignRun run,
    CampaignRelease release,
    ChunkWork work,
    AudienceChunk chunk,
    IReadOnlySet<long>? only,
    FeederParts parts)
{
    // Answers are kept by the resolver; this only keeps 1,000 slow domains from being asked one after another.
    private const int QuestionsAtOnce = 32;

    // Only lanes that will have room soon are waited for, and as long as some do: the feeder has few places to wait in.
    // What goes back is taken up again, which reads the chunk anew.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FullLane = TimeSpan.FromSeconds(1);

    // The chunk that the first recipients end in: looked at again before the others of it may be sent, and soon after.
    private static readonly TimeSpan NotYet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NoEgress = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RoomPoll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(80);

    private readonly ConcurrentDictionary<string, MxResolution> _routes = new(StringComparer.Ordinal);

    /// <summary>Opened, and neither in a lane nor settled.</summary>
    private readonly Dictionary<Mail, IPAddress> _mine = [];

    public async Task RunAsync()
    {
        try
        {
            var history = (await parts.Stores.Ledger.ChunkAsync(work.Claim.Audience, work.Claim.Chunk, only))
                .ToDictionary(state => state.Row);
            for (var index = 0; index < chunk.Rows.Count; index++)
            {
                var row = chunk.FirstRow + index;
                if (only?.Contains(row) == false)
                {
                    continue;
                }

                if (row >= release.RowsBelow)
                {
                    work.Wait(parts.Clock.GetUtcNow() + NotYet);
                    break;
                }

                var state = history.GetValueOrDefault(row);
                if (state is not { Final: true })
                {
                    await TakeAsync(row, chunk.Rows[index], state);
                }
            }

            await ResolveAsync();
            await PlaceAsync(await LanesAsync());
        }
        finally
        {
            foreach (var mail in _mine.Keys)
            {
                mail.Return(parts.Clock.GetUtcNow());
            }
        }
    }

    private async Task TakeAsync(long row, AudienceRow recipient, RowState? state)
    {
        var now = parts.Clock.GetUtcNow();
        if (state is { InDoubt: true })
        {
            await InDoubtAsync(row, state, now);
            return;
        }

        var mail = new Mail(run, work, row, recipient, (state?.Attempts ?? 0) + 1, state?.FirstAt ?? now);
        if (state?.NextAt is { } due && due > now)
        {
            work.Wait(row, due, inDoubt: !run.Image.IsStream);
        }
        else if (parts.Egress.Choose(recipient.Key, state?.EgressIp) is { } egress)
        {
            Open(mail, egress);
        }
        else
        {
            work.Wait(row, now + NoEgress);
        }
    }

    private void Open(Mail mail, IPAddress egress)
    {
        work.Open();
        mail.Wait();
        _mine.Add(mail, egress);
    }

    private async Task InDoubtAsync(long row, RowState state, DateTimeOffset now)
    {
        var resend = release.Settings.InDoubt == InDoubt.Resend;
        await parts.Recorder.RecordInDoubtAsync(work.Claim, state, resend ? now : null);
        if (resend)
        {
            work.Wait(row, now);
        }
    }

    private async Task ResolveAsync()
    {
        var unknown = new List<string>();
        foreach (var domain in _mine.Keys.Select(mail => mail.Domain).ToHashSet(StringComparer.Ordinal))
        {
            if (parts.Resolver.Known(domain) is { } known)
            {
                _routes[domain] = known;
            }
            else
            {
                unknown.Add(domain);
            }
        }

        await Parallel.ForEachAsync(
            unknown,
            new ParallelOptions { MaxDegreeOfParallelism = QuestionsAtOnce },
            async (domain, stop) => _routes[domain] = await parts.Resolver.ResolveAsync(domain, stop));
    }

    /// <summary>The lane of each mail; a domain without a way to it is the end of the attempt.</summary>
    private async Task<List<(Mail Mail, LaneRunner Lane)>> LanesAsync()
    {
        var lanes = new List<(Mail Mail, LaneRunner Lane)>(_mine.Count);
        foreach (var (mail, egress) in _mine.ToArray())
        {
            var domain = mail.Domain;
            var resolution = _routes[domain];
            if (resolution.Route is { } route)
            {
                lanes.Add((mail, parts.Lanes.Of(new LaneKey(egress, route.Site))));
                continue;
            }

            var end = AttemptEnds.Of(resolution.Failure!, domain);
            await parts.Recorder.RecordAsync(
                mail, new LaneKey(egress, domain), new Attempt(end, parts.Recorder.Decide(end)), parts.Clock.GetUtcNow());
            _mine.Remove(mail);
        }

        return lanes;
    }

    private async Task PlaceAsync(List<(Mail Mail, LaneRunner Lane)> waiting)
    {
        var started = parts.Clock.GetTimestamp();
        var moved = started;
        var poll = RoomPoll;
        while (true)
        {
            var placed = waiting.RemoveAll(left => TryPlace(left.Mail, left.Lane));
            moved = placed > 0 ? parts.Clock.GetTimestamp() : moved;
            if (waiting.Count == 0
                || parts.Clock.GetElapsedTime(moved) >= Patience
                || parts.Clock.GetElapsedTime(started) >= LongestWait)
            {
                break;
            }

            poll = placed > 0 ? RoomPoll : TimeSpan.FromTicks(Math.Min(poll.Ticks * 2, LongestPoll.Ticks));
            await Task.Delay(poll, parts.Clock);
        }

        foreach (var (mail, _) in waiting)
        {
            mail.Return(parts.Clock.GetUtcNow() + FullLane);
        }
    }

    /// <summary>True when the mail is in its lane or has gone back; false when the lane has room soon.</summary>
    private bool TryPlace(Mail mail, LaneRunner lane)
    {
        // From here on the lane answers for it.
        _mine.Remove(mail, out var egress);
        if (run.Stopped)
        {
            mail.Return(parts.Clock.GetUtcNow());
            return true;
        }

        if (lane.TryPlace(mail, out var askAgainAt))
        {
            return true;
        }

        if (askAgainAt is { } due)
        {
            mail.Return(due);
            return true;
        }

        _mine.Add(mail, egress!);
        return false;
    }
}
