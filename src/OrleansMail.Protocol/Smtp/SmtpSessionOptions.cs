using System.Net;
using OrleansMail.Proxies;

namespace OrleansMail.Smtp;

/// <summary>Who we are when we talk to a server, and how long we wait.</summary>
public sealed record SmtpSessionOptions
{
    /// <summary>The name said in EHLO: the egress address's PTR name, in A-labels. RFC 5321 §4.1.4.</summary>
    public required string EhloName { get; init; }

    /// <summary>The egress address to send from; null leaves it to the system.</summary>
    public IPAddress? LocalAddress { get; init; }

    /// <summary>
    /// The proxy on whose machine <see cref="LocalAddress"/> is, which has to be given then. Default null: it is on this
    /// machine.
    /// </summary>
    public EgressProxy? Proxy { get; init; }

    /// <summary>Send by BDAT where CHUNKING and PIPELINING are offered (RFC 3030 §4.2); else by DATA. Default true.</summary>
    public bool Chunking { get; init; } = true;

    public SmtpTimeouts Timeouts { get; init; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
