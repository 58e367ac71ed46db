using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OrleansMail.Smtp;

namespace OrleansMail.Delivery;

/// <summary>Where and how mail leaves this silo.</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>The port of receiving hosts. Default 25 (RFC 5321 §4.5.4.2), 1 to 65,535.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 25;

    /// <summary>Domain, or <c>*</c> for all others, to <c>host:port</c>; asked before the MX. Default none.</summary>
    public Dictionary<string, string> Routes { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Connect to loopback and private addresses that an MX names. Default false; routes may always name them.</summary>
    public bool AllowPrivate { get; set; }

    /// <summary>Messages before a connection is closed. Default 100, 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MessagesPerConnection { get; set; } = 100;

    /// <summary>How long an idle connection is kept. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan IdleFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Connections that a silo has at once, over all lanes, not counting up to as many again whose hosts have been silent for three
    /// seconds. Default 2,000, 1 to 50,000.
    /// </summary>
    [Range(1, 50_000)]
    public int MaxConnections { get; set; } = 2_000;

    /// <summary>Chunks' worth of one campaign's mail that may wait for sessions on a silo. Default 8, 1 to 256.</summary>
    [Range(1, 256)]
    public int ClaimedChunks { get; set; } = 8;

    /// <summary>The most that may wait in one lane; a slow one takes less. Default 2,000, 16 to 100,000.</summary>
    [Range(16, 100_000)]
    public int LaneQueue { get; set; } = 2_000;

    /// <summary>Send by BDAT where a host offers CHUNKING and PIPELINING (RFC 3030). Default true.</summary>
    public bool Chunking { get; set; } = true;

    /// <summary>Threads that render and sign; 0 for one a core. Default 0.</summary>
    [Range(0, 256)]
    public int SignerThreads { get; set; }

    /// <summary>Shortens every wait before a retry; 1 is the schedule. For trials only. Default 1, 0.00001 to 1.</summary>
    [Range(0.00001, 1)]
    public double RetryScale { get; set; } = 1;

    /// <summary>Time-outs of each phase of a session (RFC 5321 §4.5.3.2).</summary>
    [ValidateObjectMembers]
    public SmtpTimeouts Timeouts { get; set; } = new();
}
