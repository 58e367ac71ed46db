namespace OrleansMail.Guard;

/// <summary>What one rule found. It names rows and fields, never addresses or values.</summary>
/// <param name="Rule">The rule's name, such as <c>merge-fields</c>.</param>
/// <param name="Row">Line of the audience file, or null when it is about the campaign as a whole.</param>
/// <param name="Count">How many rows have the same defect, at least 1.</param>
[GenerateSerializer, Immutable, Alias("mail.GuardFinding")]
public sealed record GuardFinding(
    [property: Id(0)] string Rule,
    [property: Id(1)] GuardLevel Level,
    [property: Id(2)] string Message,
    [property: Id(3)] long? Row,
    [property: Id(4)] string? Field,
    [property: Id(5)] long Count);
