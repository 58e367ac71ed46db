using System.Diagnostics.Metrics;
using OrleansMail.Telemetry;

namespace OrleansMail.Audit;

/// <summary>How long the audit trails of this silo have been without a signature.</summary>
internal sealed class CheckpointInstruments : IInstruments
{
    public CheckpointInstruments(IMeterFactory meters, CheckpointHealth health) => meters.Engine().CreateObservableGauge(
        "orleansmail.audit.unsigned.age",
        () => health.FailingFor.TotalSeconds,
        "s",
        "Time since when no checkpoint of the audit trails could be signed; 0 while they can");
}
