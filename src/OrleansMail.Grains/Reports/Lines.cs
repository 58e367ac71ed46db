using OrleansMail.Ledger;
using OrleansMail.Outcomes;

namespace OrleansMail.Reports;

/// <summary>What the ledger knows of a row, as people and programs read it.</summary>
internal static class Lines
{
    public static OutcomeLine Of(OutcomeRecord record) => record.Entry is { } entry
        ? new OutcomeLine(
            record.Campaign, record.Row, record.Address, entry.Kind, entry.Stage, entry.Code, entry.Enhanced,
            entry.Text, entry.Attempt, entry.EndedAt, entry.EgressIp, entry.MxHost, entry.Tls, entry.NextAt, entry.Final)
        : new OutcomeLine(
            record.Campaign, record.Row, record.Address, null, DeliveryStage.None, 0, null,
            record.Leased ? "being sent" : "waiting for its turn", 0, null, null, null, null, null, Final: false);
}
