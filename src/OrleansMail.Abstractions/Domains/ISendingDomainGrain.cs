using OrleansMail.People;

namespace OrleansMail.Domains;

/// <summary>A domain we send as. Key: the domain in A-labels, lower case.</summary>
/// <remarks>Every method may be repeated after a timeout.</remarks>
[Alias("mail.ISendingDomainGrain")]
public interface ISendingDomainGrain : IGrainWithStringKey
{
    /// <summary>Registers the domain and makes its first DKIM key; a registered domain keeps the key it has.</summary>
    /// <param name="settings">Defaults for the campaigns of this domain.</param>
    [Alias("Add"), Needs(Right.DomainManage, Scope.Domain)]
    Task<SendingDomain> AddAsync(DomainSettings settings);

    /// <summary>The domain's public facts; null if it was never added.</summary>
    [Alias("Show"), Needs(Right.CampaignRead, Scope.Domain, Quiet = true)]
    Task<SendingDomain?> ShowAsync();

    /// <summary>Makes a key under the next selector; the old one stays published until its mail is delivered.</summary>
    /// <param name="operation">Chosen by the caller; the same operation makes one key.</param>
    [Alias("RotateDkim"), Needs(Right.DomainManage, Scope.Domain, Tell = "operation")]
    Task<SendingDomain?> RotateDkimAsync(Guid operation);

    /// <summary>The key that signs now, for the silos' signers only; null if the domain was never added.</summary>
    [Alias("SigningKey"), OpenTo(OpenTo.Engine)]
    Task<SigningKey?> SigningKeyAsync();
}
