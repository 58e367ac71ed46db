namespace OrleansMail.Egress;

/// <summary>What an egress address remembers; an empty EHLO name means it was never added.</summary>
[GenerateSerializer, Alias("mail.EgressIpState")]
public sealed class EgressIpState
{
    [Id(0)]
    public string EhloName { get; set; } = "";

    [Id(1)]
    public bool Paused { get; set; }

    [Id(2)]
    public DateTimeOffset AddedAt { get; set; }
}
