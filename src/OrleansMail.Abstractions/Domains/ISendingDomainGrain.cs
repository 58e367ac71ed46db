using OrleansMail.People;

namespace OrleansMail.Domains;

/// <summary>A domain we send as. Key: the domain in A-labels, lower case.</summary>
/// <remarks>Every method may be repeated after a timeout.</remarks>
[Alias("mail.ISendingDomainGrain")]
public interface ISendingDomainGrain : IGrainWithStringKey
{
    /// <summary>Registers the domain and makes its first DKIM key; a registered domain keeps the key it has.</summary>
    /// <param name="settings">Defaults for the campaigns of this domain.</param>
    [Alias("Add"), Needs(Right.DomainManage, Scope.Domain, Tell = "settings")]
    Task<SendingDomain> AddAsync(DomainSettings settings);

    /// <summary>The domain's public facts; null if it was never added.</summary>
    [Alias("Show"), Needs(Right.CampaignRead, Scope.Domain, Quiet = true)]
    Task<SendingDomain?> ShowAsync();

    /// <summary>
    /// Makes a key under the next selector, to be published; the one before goes on signing. While a key is announced no
    /// other is made.
    /// </summary>
    /// <param name="operation">Chosen by the caller; the same operation makes one key.</param>
    [Alias("RotateDkim"), Needs(Right.DomainManage, Scope.Domain, Tell = "operation")]
    Task<SendingDomain?> RotateDkimAsync(Guid operation);

    /// <summary>Signs with the announced key from now on, if DNS shows its record; the one before is retired.</summary>
    /// <param name="selector">The announced key's; the one that signs already is done.</param>
    [Alias("ActivateDkim"), Needs(Right.DomainManage, Scope.Domain, Tell = "selector")]
    Task<SendingDomainAnswer> ActivateDkimAsync(string selector);

    /// <summary>
    /// Revokes the key that signs, and signs at once with the announced one or else a new one, whatever DNS shows: for a key
    /// that somebody else may have.
    /// </summary>
    /// <param name="operation">Chosen by the caller; the same operation replaces once.</param>
    /// <param name="reason">1 to 512 printable characters, for the audit trail.</param>
    [Alias("ReplaceDkim"), Needs(Right.DomainManage, Scope.Domain, Tell = "operation,reason")]
    Task<SendingDomainAnswer> ReplaceDkimAsync(Guid operation, string reason);

    /// <summary>Looks for the record of an announced key, and signs with that once it has been there for long enough.</summary>
    /// <returns>The selector that signs since this call; else null.</returns>
    [Alias("FollowDkim"), OpenTo(OpenTo.Engine)]
    Task<string?> FollowDkimAsync();

    /// <summary>The key that signs now, for the silos' signers only; null if the domain was never added.</summary>
    [Alias("SigningKey"), OpenTo(OpenTo.Engine)]
    Task<SigningKey?> SigningKeyAsync();
}
