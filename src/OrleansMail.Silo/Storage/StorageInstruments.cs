using System.Diagnostics.Metrics;
using OrleansMail.Telemetry;

namespace OrleansMail.Storage;

/// <summary>What waits for the thread that writes.</summary>
internal sealed class StorageInstruments : IInstruments
{
    public StorageInstruments(IMeterFactory meters, SqliteWriter writer) => meters.Engine().CreateObservableGauge(
        "orleansmail.storage.queue", () => writer.Waiting, "{operation}", "Operations that are queued or being written");
}
