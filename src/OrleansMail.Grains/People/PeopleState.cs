namespace OrleansMail.People;

/// <summary>What is remembered about everybody together.</summary>
[GenerateSerializer, Alias("mail.PeopleState")]
public sealed class PeopleState
{
    /// <summary>Administrators of everything who can sign in.</summary>
    [Id(0)]
    public List<string> Administrators { get; set; } = [];

    /// <summary>SHA-256 of the secret that makes the first administrator; null for none.</summary>
    [Id(1)]
    public byte[]? FirstHash { get; set; }

    /// <summary>When the first administrator could sign in. Null before that, and for good where that was before it was noted.</summary>
    [Id(2)]
    public DateTimeOffset? FoundedAt { get; set; }
}
