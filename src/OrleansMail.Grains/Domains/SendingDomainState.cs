namespace OrleansMail.Domains;

/// <summary>What a sending domain remembers; no key means it was never added.</summary>
[GenerateSerializer, Alias("mail.SendingDomainState")]
public sealed class SendingDomainState
{
    [Id(0)]
    public DomainSettings Settings { get; set; } = new(null, null, null);

    /// <summary>The keys that sign or did, oldest first; the last one signs. An announced one is not among them.</summary>
    [Id(1)]
    public List<SigningKey> Keys { get; set; } = [];

    [Id(2)]
    public DateTimeOffset AddedAt { get; set; }

    /// <summary>The operation that announced the last key, so that a repeated rotation makes no other one.</summary>
    [Id(3)]
    public Guid LastRotation { get; set; }

    /// <summary>The key that signs next, once its record is published.</summary>
    [Id(4)]
    public SigningKey? Announced { get; set; }

    [Id(5)]
    public DateTimeOffset AnnouncedAt { get; set; }

    /// <summary>The first of the looks that have all found the record of the announced key.</summary>
    [Id(6)]
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>How keys ended, by selector; those before this was noted are not in it.</summary>
    [Id(7)]
    public Dictionary<string, KeyEnd> Ends { get; set; } = [];

    /// <summary>The operation that last replaced a key at once.</summary>
    [Id(8)]
    public Guid LastReplacement { get; set; }

    /// <summary>Since when the last key signs; default if an earlier release did not note it.</summary>
    [Id(9)]
    public DateTimeOffset SigningSince { get; set; }
}
