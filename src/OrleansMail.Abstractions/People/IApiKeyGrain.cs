namespace OrleansMail.People;

/// <summary>One API key of a service. Key: its id, which is no secret.</summary>
[Alias("mail.IApiKeyGrain")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>Whom the key stands for now. Called by the silo's call filter for every call with this key.</summary>
    /// <param name="secretHash">SHA-256 of the key's secret part.</param>
    /// <param name="from">Address of the caller, empty if it is not known.</param>
    [Alias("Authenticate"), OpenTo(OpenTo.Engine), Orleans.Concurrency.AlwaysInterleave]
    Task<Authentication> AuthenticateAsync(byte[] secretHash, string from);
}
