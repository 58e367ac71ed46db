namespace OrleansMail.People;

/// <summary>What is remembered of an API key; without a time of creation there is none.</summary>
[GenerateSerializer, Alias("mail.ApiKeyState")]
public sealed class ApiKeyState
{
    [Id(0)]
    public DateTimeOffset CreatedAt { get; set; }

    [Id(1)]
    public string CreatedBy { get; set; } = "";

    /// <summary>SHA-256 of the secret.</summary>
    [Id(2)]
    public byte[] SecretHash { get; set; } = [];

    /// <summary>Of the secret before the last rotation; null for none.</summary>
    [Id(3)]
    public byte[]? OlderHash { get; set; }

    [Id(4)]
    public DateTimeOffset OlderUntil { get; set; }

    [Id(5)]
    public ApiKeySettings Settings { get; set; } = new([], [], default);

    [Id(6)]
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Stored at most once a minute.</summary>
    [Id(7)]
    public DateTimeOffset? LastUsedAt { get; set; }
}
