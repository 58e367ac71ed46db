using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace OrleansMail.Sink;

/// <summary>What an <see cref="SmtpSink"/> listens on, offers, answers and keeps.</summary>
public sealed record SinkOptions
{
    /// <summary>A loopback address; any other is refused. Default 127.0.0.1.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>
    /// Listens on every address of 127.0.0.0/8, so that one sink stands for many hosts; Linux only. Default off.
    /// </summary>
    public bool AllLoopback { get; init; }

    /// <summary>The port; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The name in the greeting and in the certificate. Default <c>sink.invalid</c>.</summary>
    public string HostName { get; init; } = "sink.invalid";

    /// <summary>How long each group of replies is held back, as a long way would. Default 0.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Connections at a time; the next one hears 421. Default 1,000.</summary>
    public int MaxConnections { get; init; } = 1_000;

    /// <summary>The largest message in octets, told with SIZE (RFC 1870). Default 25 MiB.</summary>
    public int MaxMessageBytes { get; init; } = 25 * 1024 * 1024;

    /// <summary>Recipients of one message; RFC 5321 §4.5.3.1.8 asks for 100 or more. Default 1,000.</summary>
    public int MaxRecipients { get; init; } = 1_000;

    /// <summary>How long a connection may say nothing. Default 5 minutes (RFC 5321 §4.5.3.2.7).</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    public SinkExtensions Extensions { get; init; } = SinkExtensions.All;

    /// <summary>The certificate for STARTTLS; without one the sink makes a self-signed one in memory.</summary>
    public X509Certificate2? Certificate { get; init; }

    public SinkScript Script { get; init; } = SinkScript.Empty;

    /// <summary>Called and awaited for each recipient before a message is counted and answered.</summary>
    public Func<SinkMessage, ValueTask>? OnMessage { get; init; }

    public SinkStoreOptions? Store { get; init; }

    /// <summary>
    /// A file that gets <c>recipient TAB message-id TAB milliseconds since 1970 TAB client's address LF</c> for each one accepted,
    /// before the reply.
    /// </summary>
    public string? AcceptedLogPath { get; init; }

    /// <summary>How many keys are remembered to find duplicates, about 30 octets each. Default 10,000,000.</summary>
    public int MaxRemembered { get; init; } = 10_000_000;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
