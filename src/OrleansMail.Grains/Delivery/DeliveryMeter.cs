using System.Diagnostics.Metrics;
using System.Net;
using OrleansMail.Outcomes;
using OrleansMail.Telemetry;

namespace OrleansMail.Delivery;

/// <summary>
/// Tells whoever listens what comes of attempts and how long each phase of the send path takes; it costs next to nothing if
/// nobody does.
/// </summary>
internal sealed class DeliveryMeter
{
    private static readonly int Categories = Enum.GetValues<BounceCategory>().Length;

    private readonly TimeProvider _clock;
    private readonly Histogram<double> _phases;
    private readonly long[] _outcomes = new long[Enum.GetValues<OutcomeKind>().Length * Categories];
    private readonly Counter<long> _attempts;
    private int _leases;

    public DeliveryMeter(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        var meter = meters.Engine();
        _phases = meter.CreateHistogram(
            "orleansmail.delivery.phase.duration", "s", "How long a phase of the send path takes", [], EngineMeter.Seconds);
        _attempts = meter.CreateCounter<long>(
            "orleansmail.delivery.attempts", "{attempt}", "Attempts that ended, by egress address and kind of outcome");
    }

    /// <summary>Leases that are durable and whose mails are not all recorded yet.</summary>
    public int Leases => Volatile.Read(ref _leases);

    /// <summary>A mail waits in its lane until a session takes it.</summary>
    public static KeyValuePair<string, object?> Queue { get; } = new("phase", "queue");

    /// <summary>The lane's grain says how many may go; once a lease.</summary>
    public static KeyValuePair<string, object?> Grant { get; } = new("phase", "grant");

    /// <summary>The lease is made durable; once a lease.</summary>
    public static KeyValuePair<string, object?> Lease { get; } = new("phase", "lease");

    /// <summary>From looking for a host to the end of its EHLO, with TLS; once a connection.</summary>
    public static KeyValuePair<string, object?> Connect { get; } = new("phase", "connect");

    /// <summary>A session waits for the next signed message.</summary>
    public static KeyValuePair<string, object?> Render { get; } = new("phase", "render");

    /// <summary>From the envelope, or the message where that was announced, to the last reply.</summary>
    public static KeyValuePair<string, object?> Transaction { get; } = new("phase", "transaction");

    /// <summary>The ledger takes an outcome; once an attempt.</summary>
    public static KeyValuePair<string, object?> Record { get; } = new("phase", "record");

    /// <summary>A lease is durable (1), or all of it is recorded (-1).</summary>
    public void LeaseOpen(int change) => Interlocked.Add(ref _leases, change);

    /// <summary>An outcome was recorded.</summary>
    public void Recorded(OutcomeKind kind, BounceCategory category) => Interlocked.Increment(ref Place(kind, category));

    /// <summary>Outcomes that were recorded since the silo's start.</summary>
    public long Outcomes(OutcomeKind kind, BounceCategory category) => Volatile.Read(ref Place(kind, category));

    /// <summary>An attempt was made from an address.</summary>
    public void Attempted(IPAddress egress, OutcomeKind kind)
    {
        if (_attempts.Enabled)
        {
            _attempts.Add(1, new("egress_ip", egress.ToString()), Labels.Outcome(kind));
        }
    }

    /// <param name="phase">One of the above.</param>
    /// <param name="since">Timestamp of its beginning.</param>
    public void Ended(KeyValuePair<string, object?> phase, long since)
    {
        if (_phases.Enabled)
        {
            _phases.Record(_clock.GetElapsedTime(since).TotalSeconds, phase);
        }
    }

    // The numbers of both are stored and without gaps.
    private ref long Place(OutcomeKind kind, BounceCategory category) =>
        ref _outcomes[((int)kind * Categories) + (int)category];
}
