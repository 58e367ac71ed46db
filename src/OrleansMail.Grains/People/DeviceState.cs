namespace OrleansMail.People;

/// <summary>A device that somebody signed in from: a lock-out, which others can cause, does not hold it up.</summary>
[GenerateSerializer, Alias("mail.DeviceState")]
public sealed class DeviceState
{
    /// <summary>SHA-256 of what the device shows.</summary>
    [Id(0)]
    public byte[] Hash { get; set; } = [];

    [Id(1)]
    public DateTimeOffset LastUsedAt { get; set; }

    /// <summary>Its own failures: after ten the device is forgotten.</summary>
    [Id(2)]
    public LockOut Lock { get; set; } = LockOut.None;
}
