namespace OrleansMail.People;

/// <summary>What somebody shows to sign in. All of it at once: the answer does not tell which part was wrong.</summary>
/// <param name="Password">As typed.</param>
/// <param name="Code">Of the authenticator app, or a recovery code; empty for none.</param>
/// <param name="Device">32 octets that the client keeps and shows every time; a known device is not held up by a lock-out.
/// Null for a client that cannot keep any.</param>
[GenerateSerializer, Immutable, Alias("mail.SignIn")]
public sealed record SignIn(
    [property: Id(0)] string Password,
    [property: Id(1)] string Code,
    [property: Id(2)] byte[]? Device)
{
    /// <summary>Without what it holds.</summary>
    public override string ToString() => nameof(SignIn);
}
