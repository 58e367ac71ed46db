namespace OrleansMail.Campaigns;

/// <summary>One person's yes.</summary>
/// <param name="Hash">What they said yes to.</param>
[GenerateSerializer, Immutable, Alias("mail.Approval")]
public sealed record Approval(
    [property: Id(0)] string By,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Hash)
{
    /// <summary>The approver whose deputy it was; null for somebody with the right of their own.</summary>
    [Id(3)]
    public string? For { get; init; }

    /// <summary>Whose right was used: an approver and their deputy are one.</summary>
    public string Right => For ?? By;
}
