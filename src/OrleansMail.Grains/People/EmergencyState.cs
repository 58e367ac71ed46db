namespace OrleansMail.People;

/// <summary>What is remembered of a sealed account; without a key and without an opening there is none.</summary>
[GenerateSerializer, Alias("mail.EmergencyState")]
public sealed class EmergencyState
{
    [Id(0)]
    public Wish[] Wishes { get; set; } = [];

    /// <summary>Who made the first key.</summary>
    [Id(1)]
    public string FirstBy { get; set; } = "";

    /// <summary>SHA-256 of its text; null for none.</summary>
    [Id(2)]
    public byte[]? FirstHash { get; set; }

    [Id(3)]
    public string SecondBy { get; set; } = "";

    [Id(4)]
    public byte[]? SecondHash { get; set; }

    /// <summary>The opening that uses the keys up; null while they are sealed.</summary>
    [Id(5)]
    public DateTimeOffset? OpenedAt { get; set; }

    [Id(6)]
    public DateTimeOffset? EndsAt { get; set; }

    [Id(7)]
    public string Reason { get; set; } = "";

    /// <summary>SHA-256 of the token's secret.</summary>
    [Id(8)]
    public byte[] TokenHash { get; set; } = [];

    /// <summary>Ties the entries of one opening together.</summary>
    [Id(9)]
    public string Session { get; set; } = "";

    /// <summary>Null while the last opening has not been reviewed.</summary>
    [Id(10)]
    public string? ReviewedBy { get; set; }

    [Id(11)]
    public string Review { get; set; } = "";
}
