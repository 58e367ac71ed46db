using OrleansMail.People;

namespace OrleansMail.Incidents;

/// <summary>The incident files of one campaign. Key: the campaign id, or <c>domain/name</c> of a stream.</summary>
/// <remarks>Every method may be repeated after a timeout.</remarks>
[Alias("mail.IIncidentGrain")]
public interface IIncidentGrain : IGrainWithStringKey
{
    /// <summary>Counts who got the mail, works out what has to be told to whom by when, and keeps it.</summary>
    /// <param name="operation">Chosen by the caller; the same one opens one file.</param>
    /// <param name="notice">What people know.</param>
    [Alias("Open"), ResponseTimeout("00:10:00"), Needs(Right.CampaignStop, Scope.Campaign, Tell = "operation")]
    Task<IncidentAnswer> OpenAsync(Guid operation, IncidentNotice notice);

    /// <summary>Notes that a duty has been done, or why there is none.</summary>
    /// <param name="number">Of the incident.</param>
    /// <param name="duty">Which one.</param>
    /// <param name="reason">When and how, 1 to 512 printable characters.</param>
    [Alias("Done"), Needs(Right.CampaignStop, Scope.Campaign, Tell = "number,duty,reason")]
    Task<IncidentAnswer> DoneAsync(int number, DutyKind duty, string reason);

    /// <summary>One file, with where the campaign stands now.</summary>
    [Alias("Show"), Needs(Right.CampaignRead, Scope.Campaign, Quiet = true)]
    Task<IncidentAnswer> ShowAsync(int number);

    /// <summary>All files of the campaign, oldest first.</summary>
    [Alias("List"), Orleans.Concurrency.AlwaysInterleave, Needs(Right.CampaignRead, Scope.Campaign, Quiet = true)]
    Task<Incident[]> ListAsync();

    /// <summary>
    /// What people and the engine did to the campaign, and what was refused, from an audit trail; a page at a time. Only
    /// for a campaign that has an incident file. No network addresses: those are for whoever may read the trail.
    /// </summary>
    /// <param name="number">Of the incident.</param>
    /// <param name="ofSystem">From the trail <c>system</c>, where refused tries are, instead of the sending domain's.</param>
    /// <param name="after">The <c>Next</c> of the page before; 0 for the first page.</param>
    /// <param name="until">The <c>Until</c> of the page before; 0 for the first page.</param>
    [Alias("Acts"), ResponseTimeout("00:01:00"), Needs(Right.CampaignStop, Scope.Campaign, Tell = "number")]
    Task<IncidentActs> ActsAsync(int number, bool ofSystem, long after, long until);

    /// <summary>Who got the mail or may have got it, masked, in row order, a page at a time.</summary>
    /// <param name="number">Of the incident.</param>
    /// <param name="afterRow">The <c>Next</c> of the page before; -1 for the first page.</param>
    /// <param name="max">1 to 1,000 rows that are looked at.</param>
    [Alias("Affected"), Needs(Right.CampaignStop, Scope.Campaign, Quiet = true)]
    Task<AffectedPage> AffectedAsync(int number, long afterRow, int max);
}
