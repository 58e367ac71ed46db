namespace OrleansMail.People;

/// <summary>How an invited person, or the first administrator, chooses a password.</summary>
/// <param name="Secret">The invitation, or the content of the file <c>first-administrator</c>.</param>
/// <param name="Password">The new one.</param>
/// <param name="Code">Of the authenticator app, for somebody who has a factor already; else empty.</param>
/// <param name="Device">As in <see cref="SignIn"/>.</param>
[GenerateSerializer, Immutable, Alias("mail.FirstSignIn")]
public sealed record FirstSignIn(
    [property: Id(0)] string Secret,
    [property: Id(1)] string Password,
    [property: Id(2)] string Code,
    [property: Id(3)] byte[]? Device)
{
    /// <summary>Without what it holds.</summary>
    public override string ToString() => nameof(FirstSignIn);
}
