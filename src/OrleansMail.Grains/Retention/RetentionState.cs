namespace OrleansMail.Retention;

/// <summary>What is remembered of a domain's retention.</summary>
[GenerateSerializer, Alias("mail.RetentionState")]
public sealed class RetentionState
{
    [Id(0)]
    public RetentionRules Rules { get; set; } = new();

    [Id(1)]
    public string? SetBy { get; set; }

    [Id(2)]
    public DateTimeOffset? SetAt { get; set; }
}
