using System.Diagnostics.Metrics;
using OrleansMail.Telemetry;

namespace OrleansMail.Storage;

/// <summary>What waits for the threads that write, and how often they failed.</summary>
internal sealed class StorageInstruments : IInstruments
{
    public StorageInstruments(IMeterFactory meters, StoreWriters writers, StorageMeter storage)
    {
        // A data folder has one writer in both places.
        IStoreWriter[] all = [.. new[] { writers.Ledger, writers.Others }.Distinct()];
        var meter = meters.Engine();
        meter.CreateObservableGauge(
            "orleansmail.storage.queue",
            () => all.Sum(writer => writer.Waiting),
            "{operation}",
            "Operations that are queued or being written");

        // There from the start: what begins at 1 has not risen, and no alarm would hear of it.
        meter.CreateObservableCounter(
            "orleansmail.storage.group.failures",
            () => storage.Failures,
            "{group}",
            "Transactions that failed; their operations are tried again");
    }
}
