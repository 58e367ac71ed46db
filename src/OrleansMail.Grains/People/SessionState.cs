namespace OrleansMail.People;

/// <summary>A session as its user's grain keeps it.</summary>
[GenerateSerializer, Alias("mail.SessionState")]
public sealed class SessionState
{
    /// <summary>Names it in lists and in the audit trail.</summary>
    [Id(0)]
    public string Id { get; set; } = "";

    /// <summary>SHA-256 of the token's secret.</summary>
    [Id(1)]
    public byte[] TokenHash { get; set; } = [];

    [Id(2)]
    public string From { get; set; } = "";

    [Id(3)]
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Stored at most once a minute.</summary>
    [Id(4)]
    public DateTimeOffset LastUsedAt { get; set; }

    [Id(5)]
    public DateTimeOffset? SecondFactorAt { get; set; }
}
