namespace OrleansMail.People;

/// <summary>One person. Key: the user name in lower case.</summary>
[Alias("mail.IUserGrain")]
public interface IUserGrain : IGrainWithStringKey
{
    /// <summary>Whom a session stands for now. Called by the silo's call filter for every call in this session.</summary>
    /// <param name="tokenHash">SHA-256 of the secret part of the session's token.</param>
    /// <param name="from">Address of the caller, empty if it is not known.</param>
    [Alias("Authenticate"), OpenTo(OpenTo.Engine), Orleans.Concurrency.AlwaysInterleave]
    Task<Authentication> AuthenticateAsync(byte[] tokenHash, string from);
}
