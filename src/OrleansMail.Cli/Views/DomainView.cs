using OrleansMail.Domains;

namespace OrleansMail.Views;

/// <summary>A sending domain as JSON.</summary>
internal sealed record DomainView(
    string Domain,
    string Selector,
    RecordView[] Records,
    string? UnsubscribeUrl,
    string? UnsubscribeMailto,
    string? ReturnPath,
    DateTimeOffset AddedAt,
    DkimKeyView[] Keys)
{
    public static DomainView Of(SendingDomain domain) => new(
        domain.Domain,
        domain.Selector,
        Array.ConvertAll(domain.Records, record => new RecordView(record.Name, record.Value, record.ZoneLine)),
        domain.Settings.UnsubscribeUrl,
        domain.Settings.UnsubscribeMailto,
        domain.Settings.ReturnPath,
        domain.AddedAt,
        Array.ConvertAll(domain.Keys ?? [], DkimKeyView.Of));
}
