using System.Globalization;
using OrleansMail.Campaigns;
using OrleansMail.Commands;
using OrleansMail.Reports;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Incidents;

/// <summary>
/// The file of an export: one recipient a row, and in every row who took it, when, and by which request, so that a leaked
/// copy, or a part of one, tells where it came from.
/// </summary>
internal static class ExportFile
{
    private static readonly string[] Outcome =
        ["address", "outcome", "at", "stage", "code", "enhancedCode", "text", "attempts"];

    private static readonly string[] Mark = ["exportedBy", "exportedAt", "export"];

    /// <summary>The wanted name with caller, time and request before its extension.</summary>
    public static string NameOf(string wanted, ExportRequest request)
    {
        var by = request.By.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' ? letter : '_');
        var at = request.At.ToUniversalTime().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var mark = $"{string.Concat(by)}.{at}.{request.Id:N}";
        return Path.Combine(
            Path.GetDirectoryName(Path.GetFullPath(wanted))!,
            $"{Path.GetFileNameWithoutExtension(wanted)}.{mark}{Path.GetExtension(wanted)}");
    }

    /// <summary>Writes all pages, one in memory at a time; what could not be finished is removed.</summary>
    /// <param name="doubtPath">The file of those who may have got the mail; null to have all in one.</param>
    /// <returns>Recipients written, or why a page was refused.</returns>
    public static async Task<(long Rows, Refusal? Refusal)> WriteAsync(
        IGrainFactory grains, ExportRequest request, string path, string? doubtPath, CancellationToken cancellation)
    {
        await using var sheets = new ExportSheets(path, doubtPath);
        await sheets.HeadAsync([.. Outcome, .. request.Columns, .. Mark], cancellation);
        var grain = grains.GetGrain<IExportGrain>(request.Campaign);
        string[] mark = [request.By, Text(request.At), request.Id.ToString("N")];
        var rows = 0L;
        for (long? after = -1L; after is { } from;)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await Repeat.OnTimeoutAsync(() => grain.PageAsync(request.Id, from, Pages.Size));
            if (page.Refusal is not null)
            {
                return (rows, page.Refusal);
            }

            foreach (var line in page.Lines)
            {
                await sheets.WriteAsync(line.Outcome, [.. Cells(line.Outcome), .. line.Values, .. mark], cancellation);
            }

            rows += page.Lines.Length;
            after = page.Next;
        }

        sheets.Keep();
        return (rows, null);
    }

    /// <summary>Writes masked lines: no values, and nobody's mark since nothing of it is a secret.</summary>
    public static async Task<long> WriteMaskedAsync(
        IIncidentGrain grain, int number, string path, string? doubtPath, CancellationToken cancellation)
    {
        await using var sheets = new ExportSheets(path, doubtPath);
        await sheets.HeadAsync(Outcome, cancellation);
        var rows = 0L;
        for (long? after = -1L; after is { } from;)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await Repeat.OnTimeoutAsync(() => grain.AffectedAsync(number, from, Pages.Size));
            foreach (var line in page.Lines)
            {
                await sheets.WriteAsync(line, Cells(line), cancellation);
            }

            rows += page.Lines.Length;
            after = page.Next;
        }

        sheets.Keep();
        return rows;
    }

    private static IEnumerable<string?> Cells(OutcomeLine line)
    {
        var view = OutcomeView.Of(line);
        return
        [
            view.Recipient, view.Outcome, line.At is { } at ? Text(at) : null, view.Stage,
            view.Code?.ToString(CultureInfo.InvariantCulture), view.EnhancedCode, view.Text,
            view.Attempts.ToString(CultureInfo.InvariantCulture),
        ];
    }

    private static string Text(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
