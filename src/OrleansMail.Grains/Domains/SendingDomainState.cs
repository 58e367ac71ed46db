namespace OrleansMail.Domains;

/// <summary>What a sending domain remembers; no key means it was never added.</summary>
[GenerateSerializer, Alias("mail.SendingDomainState")]
public sealed class SendingDomainState
{
    [Id(0)]
    public DomainSettings Settings { get; set; } = new(null, null, null);

    /// <summary>All keys, oldest first; the last one signs.</summary>
    [Id(1)]
    public List<SigningKey> Keys { get; set; } = [];

    [Id(2)]
    public DateTimeOffset AddedAt { get; set; }

    /// <summary>The operation that made the last key, so that a repeated rotation makes no other one.</summary>
    [Id(3)]
    public Guid LastRotation { get; set; }
}
