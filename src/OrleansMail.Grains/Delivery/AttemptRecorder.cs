using Microsoft.Extensions.Logging;
using OrleansMail.Addresses;
using OrleansMail.Campaigns;
using OrleansMail.Lanes;
using OrleansMail.Ledger;
using OrleansMail.Outcomes;
using OrleansMail.Recipients;
using OrleansMail.Suppression;

namespace OrleansMail.Delivery;

/// <summary>Turns the end of an attempt into the ledger's record, and gives the recipient back to its chunk.</summary>
internal sealed partial class AttemptRecorder(
    ILedger ledger,
    IGrainFactory grains,
    OutcomeOf outcomes,
    DeliveryOptions options,
    DeliveryMeter meter,
    Random random,
    TimeProvider clock,
    ILogger<AttemptRecorder> log)
{
    private const int LongestText = 512;
    private static readonly TimeSpan ResendAfter = TimeSpan.FromMinutes(5);

    public OutcomeDecision Decide(AttemptEnd end) => outcomes.Decide(end);

    /// <summary>Records how an attempt ended and what follows from it.</summary>
    public async Task RecordAsync(Mail mail, LaneKey lane, Attempt attempt, DateTimeOffset startedAt)
    {
        var (end, decision) = (attempt.End, attempt.Decision);
        var now = clock.GetUtcNow();
        var (kind, due) = Next(mail, end, decision, now);
        mail.Run.Tally.Add(attempt);
        var recording = clock.GetTimestamp();
        var entry = new OutcomeEntry(
            mail.Chunk.Claim.Audience, mail.Row, mail.Attempt, kind, due is null, end.Stage, end.Code, end.Enhanced,
            Short(end.Text), lane.EgressIp.ToString(), end.MxHost, attempt.Tls, startedAt, now, due);
        await ledger.RecordAsync(entry);
        meter.Ended(DeliveryMeter.Record, recording);
        if (!decision.IsCalledOff)
        {
            // What we have called off ourselves is no attempt.
            meter.Recorded(kind, decision.Category);
            meter.Attempted(lane.EgressIp, kind);
        }

        try
        {
            await FollowUpAsync(mail, lane, entry, decision);
        }
        catch (Exception failure)
        {
            // The ledger has the outcome; what follows from it must not put the rest of the lease in doubt.
            LogFollowUp(failure, lane.Site);
        }

        // Not each second for the few of a chunk that have become due: minutes have passed since it was put off.
        mail.IsInDoubt |= kind == OutcomeKind.Deferred && !decision.IsCalledOff && !mail.Run.Image.IsStream;
        mail.Settle(due);
    }

    /// <summary>Records an outcome that no attempt was made for.</summary>
    public async Task RecordWithoutAttemptAsync(Mail mail, OutcomeKind kind, string text)
    {
        await RecordWithoutAttemptAsync(mail.Chunk.Claim, mail.Row, mail.Attempt, kind, text);
        mail.Settle(null);
    }

    /// <summary>Records the last outcome of a row that no attempt was made for.</summary>
    public async Task RecordWithoutAttemptAsync(ChunkClaim claim, long row, int attempt, OutcomeKind kind, string text)
    {
        var now = clock.GetUtcNow();
        await ledger.RecordAsync(new OutcomeEntry(
            claim.Audience, row, attempt, kind, Final: true, DeliveryStage.None, 0, null, text, null, null, null, now,
            now, null, claim));
        meter.Recorded(kind, BounceCategory.None);
    }

    /// <summary>Records a row that a silo that is gone had leased and gave no outcome: sent or not, nobody can know.</summary>
    /// <param name="claim">The claim of who took it over.</param>
    /// <param name="state">The row.</param>
    /// <param name="again">When it is sent again; null for never.</param>
    public async Task RecordInDoubtAsync(ChunkClaim claim, RowState state, DateTimeOffset? again)
    {
        var now = clock.GetUtcNow();
        await ledger.RecordAsync(new OutcomeEntry(
            claim.Audience, state.Row, state.Attempts, OutcomeKind.Unknown, Final: again is null, DeliveryStage.FinalDot,
            0, null, "the silo stopped between lease and outcome", null, null, null, state.FirstAt ?? now, now, again,
            claim));
        meter.Recorded(OutcomeKind.Unknown, BounceCategory.None);
    }

    private (OutcomeKind Kind, DateTimeOffset? Due) Next(
        Mail mail, AttemptEnd end, OutcomeDecision decision, DateTimeOffset now)
    {
        switch (decision.Kind)
        {
            case OutcomeKind.Deferred when decision.IsCalledOff:
                // Called off by ourselves, and no attempt: due at once, whoever picks it up.
                return (OutcomeKind.Deferred, now);

            case OutcomeKind.Deferred:
                var settings = mail.Run.Image.Release.Settings;
                var wait = RetrySchedule.Next(
                    mail.Attempt, decision.Category, now - mail.FirstAt, settings.TimeToLive, random.NextDouble());
                return wait is { } time
                    ? (OutcomeKind.Deferred, now + (time * options.RetryScale))
                    : (OutcomeKind.Expired, null);

            case OutcomeKind.Unknown when mail.Run.Image.Release.Settings.InDoubt == InDoubt.Resend:
                return (OutcomeKind.Unknown, now + (ResendAfter * options.RetryScale));

            default:
                return (decision.Kind, null);
        }
    }

    private async Task FollowUpAsync(Mail mail, LaneKey lane, OutcomeEntry entry, OutcomeDecision decision)
    {
        if (decision.Alert)
        {
            LogAlert(decision.Category, lane.Site, entry.Code, entry.Enhanced);
        }

        var (reason, evidence) = decision.Suppress
            ? ("bounce", $"{entry.Code} {entry.Enhanced} {entry.Text}".Trim())
            : ("soft-bounce", await SoftBounceAsync(mail, entry, decision));
        if (evidence is not null && Mailbox.TryParse(mail.Recipient.Address, out var mailbox, out _))
        {
            await grains.GetGrain<ISuppressionGrain>(SuppressionShard.Of(mailbox.Canonical))
                .AddAsync(new SuppressionEntry(mailbox.Canonical, reason, Short(evidence), entry.EndedAt));
        }
    }

    /// <summary>Why the address is given up though it may be alive; null if it is not. Looked at once for each recipient.</summary>
    private async Task<string?> SoftBounceAsync(Mail mail, OutcomeEntry entry, OutcomeDecision decision)
    {
        if (!entry.Final || !decision.CountSoft)
        {
            return null;
        }

        var before = await ledger.AttemptsAsync(mail.Recipient.Key);
        return SoftBounces.Evidence(before.Append(entry), outcomes);
    }

    private static string Short(string text) => text.Length > LongestText ? text[..LongestText] : text;

    [LoggerMessage(LogLevel.Warning, "{Category} at {Site}: reply {Code} {Enhanced} needs a person's look")]
    private partial void LogAlert(BounceCategory category, string site, int code, string? enhanced);

    [LoggerMessage(LogLevel.Error, "An outcome at {Site} is recorded, but what should follow from it failed")]
    private partial void LogFollowUp(Exception failure, string site);
}
