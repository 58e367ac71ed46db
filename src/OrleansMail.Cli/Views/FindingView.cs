using OrleansMail.Guard;

namespace OrleansMail.Views;

/// <summary>One finding of the guard as JSON.</summary>
internal sealed record FindingView(
    string Rule, string Level, long? Row, string? Field, string Message, long Count, string Key)
{
    public static FindingView Of(GuardFinding finding) => new(
        finding.Rule, finding.Level.ToString(), finding.Row, finding.Field, finding.Message, finding.Count,
        finding.Key);
}
