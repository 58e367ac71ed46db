using System.Diagnostics.Metrics;
using OrleansMail.Telemetry;

namespace OrleansMail.Storage;

/// <summary>Tells how storage keeps up with what is written.</summary>
internal sealed class StorageMeter
{
    private readonly Histogram<int> _sizes;
    private readonly Histogram<double> _times;
    private long _failures;

    public StorageMeter(IMeterFactory meters)
    {
        var meter = meters.Engine();
        _sizes = meter.CreateHistogram(
            "orleansmail.storage.group.size",
            "{operation}",
            "Operations that shared a transaction",
            [],
            new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096] });
        _times = meter.CreateHistogram(
            "orleansmail.storage.group.duration",
            "s",
            "From the first operation of a transaction until it is durable",
            [],
            EngineMeter.Seconds);
    }

    /// <summary>Who waits for the database now.</summary>
    public StorageHealth Health { get; } = new();

    /// <summary>Transactions that failed since the silo's start.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>A transaction is durable.</summary>
    public void Written(int operations, TimeSpan time)
    {
        _sizes.Record(operations);
        _times.Record(time.TotalSeconds);
    }

    /// <summary>A transaction failed as a whole.</summary>
    public void Failed() => Interlocked.Increment(ref _failures);
}
