using OrleansMail.Campaigns;

namespace OrleansMail.Views;

/// <summary>One finding of the guard with the key that it is accepted by, as JSON.</summary>
internal sealed record KeyedFindingView(
    string Key, string Rule, string Level, long? Row, string? Field, string Message, long Count)
{
    public static KeyedFindingView Of(ReviewedFinding reviewed) => new(
        reviewed.Key,
        reviewed.Finding.Rule,
        reviewed.Finding.Level.ToString(),
        reviewed.Finding.Row,
        reviewed.Finding.Field,
        reviewed.Finding.Message,
        reviewed.Finding.Count);
}
