using OrleansMail.People;

namespace OrleansMail.Campaigns;

/// <summary>What approvals take in a sending domain, and what it sent last. Key: the domain in A-labels.</summary>
/// <remarks>Every method may be repeated after a timeout.</remarks>
[Alias("mail.IApprovalRulesGrain")]
public interface IApprovalRulesGrain : IGrainWithStringKey
{
    /// <summary>The rules as they are now.</summary>
    [Alias("Show"), Needs(Right.CampaignRead, Scope.Domain, Quiet = true)]
    Task<DomainRules> ShowAsync();

    /// <summary>
    /// Changes the rules for what is submitted from now on. Whoever changed them last approves nothing under them.
    /// </summary>
    [Alias("Set"), Needs(Right.DomainManage, Scope.Domain, Tell = "rules")]
    Task<RulesAnswer> SetAsync(ApprovalRules rules);

    /// <summary>The last campaigns that began to send, the newest last; at most <see cref="MostMarks"/>.</summary>
    [Alias("Sent"), OpenTo(OpenTo.Engine)]
    Task<CampaignMark[]> SentAsync();

    /// <summary>A campaign has begun to send.</summary>
    [Alias("Note"), OpenTo(OpenTo.Engine)]
    Task NoteAsync(CampaignMark mark);

    /// <summary>How many campaigns are remembered.</summary>
    const int MostMarks = 20;
}
