namespace OrleansMail.Domains;

/// <summary>A DKIM private key on its way to a signer. Never printed.</summary>
/// <param name="Pem">The key in PKCS #8, PEM.</param>
[GenerateSerializer, Immutable, Alias("mail.SigningKey")]
public sealed record SigningKey(
    [property: Id(0)] string Domain,
    [property: Id(1)] string Selector,
    [property: Id(2)] string Pem)
{
    public override string ToString() => $"{Selector}._domainkey.{Domain}";
}
