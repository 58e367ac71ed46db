using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>A factor that was added or recovery codes that were made anew, or why not.</summary>
/// <param name="RecoveryCodes">Shown this once; those made before are void.</param>
/// <param name="Session">The session goes on under a new token.</param>
[GenerateSerializer, Immutable, Alias("mail.FactorAnswer")]
public sealed record FactorAnswer(
    [property: Id(0)] Refusal? Refusal,
    [property: Id(1)] string[] RecoveryCodes,
    [property: Id(2)] SessionAnswer? Session)
{
    public static FactorAnswer No(Refusal refusal) => new(refusal, [], null);

    /// <summary>Without the codes.</summary>
    public override string ToString() => nameof(FactorAnswer);
}
