namespace OrleansMail.Retention;

/// <summary>What one step of the pass did.</summary>
/// <param name="Next">The last campaign that was looked at; null when there are no more.</param>
/// <param name="Forgotten">Campaigns whose key was destroyed.</param>
/// <param name="Failed">Campaigns whose time is over and whose key could not be destroyed now; the next pass tries again.</param>
[GenerateSerializer, Immutable, Alias("mail.RetentionStep")]
public sealed record RetentionStep(
    [property: Id(0)] string? Next,
    [property: Id(1)] int Forgotten,
    [property: Id(2)] int Failed);
