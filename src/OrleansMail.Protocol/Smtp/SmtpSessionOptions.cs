using System.Net;

namespace OrleansMail.Smtp;

/// <summary>Who we are when we talk to a server, and how long we wait.</summary>
public sealed record SmtpSessionOptions
{
    /// <summary>The name said in EHLO: the egress address's PTR name, in A-labels. RFC 5321 §4.1.4.</summary>
    public required string EhloName { get; init; }

    /// <summary>The egress address to send from; null leaves it to the system.</summary>
    public IPAddress? LocalAddress { get; init; }

    public SmtpTimeouts Timeouts { get; init; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
