using System.Diagnostics.Metrics;
using OrleansMail.Telemetry;

namespace OrleansMail.Storage;

/// <summary>What waits for the threads that write.</summary>
internal sealed class StorageInstruments : IInstruments
{
    public StorageInstruments(IMeterFactory meters, StoreWriters writers)
    {
        // A data folder has one writer in both places.
        IStoreWriter[] all = [.. new[] { writers.Ledger, writers.Others }.Distinct()];
        meters.Engine().CreateObservableGauge(
            "orleansmail.storage.queue",
            () => all.Sum(writer => writer.Waiting),
            "{operation}",
            "Operations that are queued or being written");
    }
}
