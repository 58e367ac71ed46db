using OrleansMail.Ledger;
using OrleansMail.Outcomes;

namespace OrleansMail.Reports;

/// <summary>What the ledger knows of a row, as people and programs read it.</summary>
internal static class Lines
{
    public static OutcomeLine Of(OutcomeRecord record) => record.Forgotten ? Forgotten(record) : Known(record);

    /// <summary>Of a forgotten campaign only the counts are left: which row had which outcome.</summary>
    private static OutcomeLine Forgotten(OutcomeRecord record) => new(
        record.Campaign, record.Row, "", record.Entry?.Kind, DeliveryStage.None, 0, null, "forgotten",
        record.Entry?.Attempt ?? 0, null, null, null, null, null, record.Entry is { Final: true }, Forgotten: true);

    private static OutcomeLine Known(OutcomeRecord record) => record.Entry is { } entry
        ? new OutcomeLine(
            record.Campaign, record.Row, record.Address, entry.Kind, entry.Stage, entry.Code, entry.Enhanced,
            entry.Text, entry.Attempt, entry.EndedAt, entry.EgressIp, entry.MxHost, entry.Tls, entry.NextAt, entry.Final)
        : new OutcomeLine(
            record.Campaign, record.Row, record.Address, null, DeliveryStage.None, 0, null,
            record.Leased ? "being sent" : "waiting for its turn", 0, null, null, null, null, null, Final: false);
}
