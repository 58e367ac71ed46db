using Orleans.Concurrency;
using OrleansMail.People;

namespace OrleansMail.Guard;

/// <summary>The guard's side of a campaign. Key: as <see cref="Campaigns.ICampaignGrain"/>, and the same grain.</summary>
/// <remarks>Every method only reads and may be repeated.</remarks>
[Alias("mail.ICampaignGuardGrain")]
public interface ICampaignGuardGrain : IGrainWithStringKey
{
    /// <summary>The last report; null when nothing was checked since the last change.</summary>
    [Alias("Report"), AlwaysInterleave, Needs(Right.CampaignRead, Scope.Campaign, Quiet = true)]
    Task<GuardReport?> ReportAsync();

    /// <summary>The finished mail of one row, rendered from what is stored now.</summary>
    /// <param name="row">The row as findings and previews of a report name it.</param>
    [Alias("Preview"), AlwaysInterleave, Needs(Right.RecipientsRead, Scope.Campaign)]
    Task<PreviewAnswer> PreviewAsync(long row);

    /// <summary>What later campaigns are compared with.</summary>
    [Alias("Memory"), AlwaysInterleave, OpenTo(OpenTo.Engine)]
    Task<GuardMemory> MemoryAsync();
}
