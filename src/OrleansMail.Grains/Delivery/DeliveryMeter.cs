using System.Diagnostics.Metrics;

namespace OrleansMail.Delivery;

/// <summary>Tells whoever listens how long each phase of the send path takes; it costs next to nothing if nobody does.</summary>
internal sealed class DeliveryMeter
{
    public const string Name = "OrleansMail";

    private readonly TimeProvider _clock;
    private readonly Histogram<double> _phases;

    public DeliveryMeter(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        _phases = meters.Create(Name).CreateHistogram<double>(
            "orleansmail.delivery.phase.duration", "s", "How long a phase of the send path takes");
    }

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

    /// <param name="phase">One of the above.</param>
    /// <param name="since">Timestamp of its beginning.</param>
    public void Ended(KeyValuePair<string, object?> phase, long since)
    {
        if (_phases.Enabled)
        {
            _phases.Record(_clock.GetElapsedTime(since).TotalSeconds, phase);
        }
    }
}
