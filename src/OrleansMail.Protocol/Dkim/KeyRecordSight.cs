namespace OrleansMail.Dkim;

/// <summary>What DNS shows of a DKIM key, from the side of who signs with it.</summary>
public enum KeyRecordSight
{
    /// <summary>One record, with this key, that lets mail be verified.</summary>
    Right,

    /// <summary>The name does not exist, or has no TXT record.</summary>
    Missing,

    /// <summary>One record, with another key or with limits that this mail does not keep.</summary>
    Different,

    /// <summary>More than one record: which one is taken is undefined (RFC 6376 §3.6.2.2).</summary>
    Several,

    /// <summary>An empty <c>p=</c>: whoever signs with it is not to be believed (RFC 6376 §3.6.1).</summary>
    Revoked,

    /// <summary><c>t=y</c>: verifiers treat the mail as if it were not signed (RFC 6376 §3.6.1).</summary>
    Testing,

    /// <summary>Nobody knows: no server answered. Never to be read as missing.</summary>
    NoAnswer,
}
