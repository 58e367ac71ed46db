using System.Globalization;

namespace OrleansMail.Campaigns;

/// <summary>Hashes what was agreed besides content, audience and settings: report, accepted warnings, quorum.</summary>
internal static class AgreementHash
{
    public static string Of(CampaignState state) => ApprovalHashing.OfParts(
    [
        "agreement",
        .. Report(state),
        "accepted",
        .. state.Accepted.SelectMany(Parts),
        "quorum",
        .. Quorum(state.Quorum),
    ]);

    private static IEnumerable<string> Report(CampaignState state) => state.Report is not { } report
        ? []
        :
        [
            Number(report.RowsChecked),
            Number(report.At.UtcTicks),
            .. report.Findings.SelectMany(finding => new[]
            {
                finding.Key, finding.Message, Number(finding.Row ?? -1), Number(finding.Count),
            }),
        ];

    private static IEnumerable<string> Parts(AcceptedWarning accepted) =>
        [accepted.Finding, accepted.Reason, accepted.By, Number(accepted.At.UtcTicks)];

    private static IEnumerable<string> Quorum(Quorum? quorum) => quorum is null
        ? []
        :
        [
            Number(quorum.Needed), Number(quorum.RulesVersion), quorum.RulesSetBy ?? "", Number(quorum.ExpiresAfter.Ticks),
            .. quorum.Reasons,
        ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
