using OrleansMail.People;

namespace OrleansMail.Campaigns;

/// <summary>The side of a campaign that the silos' delivery workers talk to. Key: as <see cref="ICampaignGrain"/>.</summary>
/// <remarks>Every method may be repeated after a timeout.</remarks>
[Alias("mail.ICampaignDispatchGrain")]
public interface ICampaignDispatchGrain : IGrainWithStringKey
{
    /// <summary>What may be sent now; null unless the campaign is Sending (a held one is moved on when its time has come).</summary>
    [Alias("Release"), Orleans.Concurrency.AlwaysInterleave, OpenTo(OpenTo.Engine)]
    Task<CampaignRelease?> ReleaseAsync();

    /// <summary>A silo found every chunk done: the campaign completes if the ledger agrees.</summary>
    [Alias("Drained"), OpenTo(OpenTo.Engine)]
    Task DrainedAsync();

    /// <summary>A silo found that what is stored is not what was approved: the campaign fails, nothing leaves.</summary>
    [Alias("Mismatch"), OpenTo(OpenTo.Engine)]
    Task MismatchAsync(string what);

    /// <summary>An import is complete: its audience becomes the campaign's, and the caller one of its authors.</summary>
    [Alias("Audience"), OpenTo(OpenTo.Engine)]
    Task<Refusal?> AudienceAsync(long audience);

    /// <summary>Number of the campaign's audience in storage; 0 for none.</summary>
    [Alias("CurrentAudience"), Orleans.Concurrency.AlwaysInterleave, OpenTo(OpenTo.Engine)]
    Task<long> CurrentAudienceAsync();

    /// <summary>The sending domain, which is where its rights are granted; null if there is no such campaign.</summary>
    [Alias("SendingDomain"), Orleans.Concurrency.AlwaysInterleave, OpenTo(OpenTo.Engine)]
    Task<string?> SendingDomainAsync();

    /// <summary>A silo tells what came of its attempts, about once a second: too many bad ends stop the campaign.</summary>
    /// <param name="run">The silo's run of this campaign.</param>
    /// <param name="tally">Everything since the run began.</param>
    [Alias("Tally"), OpenTo(OpenTo.Engine)]
    Task TallyAsync(string run, CampaignTally tally);

    /// <summary>
    /// An emergency stop is in force: Held or Sending becomes Paused, and it waits until the sessions have stopped. The
    /// stop itself keeps what has not been started from starting.
    /// </summary>
    /// <returns>Where the campaign stands; null if there is none.</returns>
    [Alias("Halt"), ResponseTimeout("00:00:30"), OpenTo(OpenTo.Engine)]
    Task<CampaignStatus?> HaltAsync(string reason);
}
