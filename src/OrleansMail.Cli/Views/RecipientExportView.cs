using OrleansMail.Incidents;

namespace OrleansMail.Views;

/// <summary>A request for an export as JSON.</summary>
/// <param name="File">What was written; null while nothing was.</param>
/// <param name="Written">Recipients in the file.</param>
internal sealed record RecipientExportView(
    Guid Request,
    string Campaign,
    string By,
    DateTimeOffset At,
    DateTimeOffset Until,
    string Reason,
    long Recipients,
    bool WithValues,
    bool AffectedOnly,
    bool NeedsRelease,
    string? ReleasedBy,
    string? File,
    long? Written)
{
    public static RecipientExportView Of(ExportRequest request, string? file = null, long? written = null) => new(
        request.Id,
        request.Campaign,
        request.By,
        request.At,
        request.Until,
        request.Reason,
        request.Rows,
        request.Content.WithValues,
        request.Content.AffectedOnly,
        request.NeedsRelease,
        request.ReleasedBy,
        file,
        written);
}
