using System.Diagnostics.Metrics;
using OrleansMail.Telemetry;

namespace OrleansMail.Audit;

/// <summary>Entries of the audit trails that this silo has written.</summary>
public sealed class AuditInstruments : IInstruments
{
    public AuditInstruments(IMeterFactory meters, AuditTally tally) => meters.Engine().CreateObservableCounter(
        "orleansmail.audit.entries",
        () => Enum.GetValues<AuditResult>().Select(result => new Measurement<long>(
            tally.Added(result), new KeyValuePair<string, object?>("result", result.ToString()))),
        "{entry}",
        "Entries of the audit trails, by how the action went");
}
