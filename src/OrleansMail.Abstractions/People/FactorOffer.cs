using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>A new secret for an authenticator app; it counts once a code of it was shown.</summary>
/// <param name="Secret">Base 32, to be typed.</param>
/// <param name="Uri">The same as <c>otpauth:</c>, for a QR code.</param>
[GenerateSerializer, Immutable, Alias("mail.FactorOffer")]
public sealed record FactorOffer(
    [property: Id(0)] Refusal? Refusal,
    [property: Id(1)] string Secret,
    [property: Id(2)] string Uri)
{
    public static FactorOffer No(Refusal refusal) => new(refusal, "", "");

    /// <summary>Without the secret.</summary>
    public override string ToString() => nameof(FactorOffer);
}
