using Orleans.Concurrency;

namespace OrleansMail.People;

/// <summary>One API key of a service. Key: its id, which is no secret, see <see cref="PersonName"/>.</summary>
/// <remarks>
/// The client that makes a key makes its secret and sends the hash alone, so every method may be repeated after a timeout.
/// </remarks>
[Alias("mail.IApiKeyGrain")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>Whom the key stands for now. Called by the silo's call filter for every call with this key.</summary>
    /// <param name="secretHash">SHA-256 of the key's secret part.</param>
    /// <param name="from">Address of the caller, empty if it is not known.</param>
    [Alias("Authenticate"), OpenTo(OpenTo.Engine), AlwaysInterleave]
    Task<Authentication> AuthenticateAsync(byte[] secretHash, string from);

    /// <summary>Takes a new key into use. An id is used once: that of a revoked key stays taken.</summary>
    [Alias("Create"), Needs(Right.KeyManage, Scope.Any, Tell = "settings")]
    Task<ApiKeyAnswer> CreateAsync(byte[] secretHash, ApiKeySettings settings);

    /// <summary>Adds a second secret; the one before counts for a time more, one before that no longer.</summary>
    [Alias("Rotate"), Needs(Right.KeyManage, Scope.Any)]
    Task<ApiKeyAnswer> RotateAsync(byte[] secretHash);

    /// <summary>Ends the key at once and for good.</summary>
    [Alias("Revoke"), Needs(Right.KeyManage, Scope.Any)]
    Task<ApiKeyAnswer> RevokeAsync();

    [Alias("Show"), Needs(Right.KeyManage, Scope.Any, Quiet = true), AlwaysInterleave]
    Task<ApiKey?> ShowAsync();

    /// <summary>What the key stands for, for the service that holds it.</summary>
    [Alias("WhoAmI"), OpenTo(OpenTo.SignedIn), AlwaysInterleave]
    Task<CallerFacts?> WhoAmIAsync();
}
