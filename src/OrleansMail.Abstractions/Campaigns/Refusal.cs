namespace OrleansMail.Campaigns;

/// <summary>Why a request was not carried out. Nothing was changed.</summary>
/// <param name="Code">Stable word for programs, such as <c>state</c>, <c>hash</c>, <c>same-person</c>, <c>not-found</c>.</param>
/// <param name="Message">What is wrong and how to mend it, for people.</param>
/// <param name="Field">The input that is wrong, or null.</param>
[GenerateSerializer, Immutable, Alias("mail.Refusal")]
public sealed record Refusal(
    [property: Id(0)] string Code,
    [property: Id(1)] string Message,
    [property: Id(2)] string? Field = null);
