using Orleans.Concurrency;
using OrleansMail.People;

namespace OrleansMail.Campaigns;

/// <summary>Who approves in whose place in a sending domain. Key: the domain in A-labels.</summary>
/// <remarks>
/// A deputy lends the approver's right and nothing else: whatever forbids the approver to approve a campaign forbids it to
/// the deputy, and both together are one approval. Every method may be repeated after a timeout.
/// </remarks>
[Alias("mail.IDeputiesGrain")]
public interface IDeputiesGrain : IGrainWithStringKey
{
    /// <summary>The deputies that count or will count, in the order in which they were named.</summary>
    [Alias("Show"), Needs(Right.CampaignRead, Scope.Domain, Quiet = true), AlwaysInterleave]
    Task<Deputyship[]> ShowAsync();

    /// <summary>
    /// The caller names a deputy, or changes the time of one. It takes an approver of one's own right who has just shown a
    /// second factor; like any grant of that right it begins to count later.
    /// </summary>
    /// <param name="deputy">A user.</param>
    /// <param name="from">From when on; null for as soon as it can count.</param>
    /// <param name="until">At most <c>Approval:LongestDeputy</c> from its beginning.</param>
    /// <param name="reason">1 to 512 printable characters.</param>
    [Alias("Name"), Needs(Right.CampaignApprove, Scope.Domain, Tell = "deputy,from,until,reason")]
    Task<DeputyAnswer> NameAsync(string deputy, DateTimeOffset? from, DateTimeOffset until, string reason);

    /// <summary>The caller takes back what was given to a deputy. Approvals that were given stay.</summary>
    /// <param name="deputy">A user.</param>
    /// <param name="reason">1 to 512 printable characters.</param>
    [Alias("End"), Needs(Right.CampaignApprove, Scope.Domain, Tell = "deputy,reason")]
    Task<DeputyAnswer> EndAsync(string deputy, string reason);

    /// <summary>In whose place somebody may approve at this moment; null for nobody's. Asked by the silo's call filter.</summary>
    [Alias("For"), OpenTo(OpenTo.Engine), AlwaysInterleave]
    Task<string?> ForAsync(string deputy);
}
