using OrleansMail.People;

namespace OrleansMail.Retention;

/// <summary>How long a sending domain keeps the data of ended campaigns. Key: the domain in A-labels.</summary>
/// <remarks>Every method may be repeated after a timeout.</remarks>
[Alias("mail.IRetentionGrain")]
public interface IRetentionGrain : IGrainWithStringKey
{
    /// <summary>The retention as it is now.</summary>
    [Alias("Show"), Needs(Right.CampaignRead, Scope.Domain, Quiet = true)]
    Task<DomainRetention> ShowAsync();

    /// <summary>Changes it, for what has ended already too.</summary>
    [Alias("Set"), Needs(Right.DomainManage, Scope.Domain, Tell = "rules")]
    Task<RetentionAnswer> SetAsync(RetentionRules rules);
}
