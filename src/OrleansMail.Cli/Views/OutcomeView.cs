using OrleansMail.Outcomes;
using OrleansMail.Reports;

namespace OrleansMail.Views;

/// <summary>One recipient's outcome as JSON. The field names are a published contract.</summary>
/// <param name="Outcome"><c>Pending</c> while there is none.</param>
/// <param name="Stage">How far the last attempt came; null without one.</param>
/// <param name="Code">The SMTP reply code; null without a reply.</param>
/// <param name="Forgotten">The campaign was forgotten: the recipient is empty, and of the outcome only the kind is left.</param>
internal sealed record OutcomeView(
    string Recipient,
    string Outcome,
    string? Stage,
    int? Code,
    string? EnhancedCode,
    string Text,
    int Attempts,
    DateTimeOffset? At,
    string? EgressIp,
    string? MxHost,
    string? Tls,
    bool Forgotten)
{
    public const string Pending = "Pending";

    public static OutcomeView Of(OutcomeLine line) => new(
        line.Recipient,
        line.Outcome?.ToString() ?? Pending,
        line.Stage == DeliveryStage.None ? null : line.Stage.ToString(),
        line.Code == 0 ? null : line.Code,
        line.EnhancedCode,
        line.Text,
        line.Attempts,
        line.At,
        line.EgressIp,
        line.MxHost,
        line.Tls,
        line.Forgotten);
}
