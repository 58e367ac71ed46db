using System.Globalization;
using CsvHelper;
using OrleansMail.Audience;

namespace OrleansMail.Audit;

/// <summary>
/// Writes entries as CSV (RFC 4180) for a spreadsheet. A cell that a spreadsheet would run as a formula is written with
/// an apostrophe before it (<see cref="SheetCell"/>); for verifying there is the other format.
/// </summary>
public sealed class AuditCsv : IAsyncDisposable
{
    private static readonly CsvWriterOptions Format = new() { Separator = ',', NewLine = "\r\n" };

    private readonly CsvWriter _csv;

    /// <summary>The writer stays open and belongs to the caller, who has begun it with a byte order mark.</summary>
    public AuditCsv(TextWriter writer)
    {
        _csv = CsvWriter.Create(writer, Format, leaveOpen: true);
        _csv.WriteRecord([
            "trail", "seq", "at", "caller", "kind", "from", "session", "secondFactorAt", "action", "target", "result",
            "detail", "id", "prev", "hash",
        ]);
    }

    public ValueTask WriteAsync(AuditEntry entry, CancellationToken cancellationToken = default) =>
        _csv.WriteRecordAsync(Array.ConvertAll(Cells(entry), SheetCell.Guarded), cancellationToken);

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private static string[] Cells(AuditEntry entry) =>
    [
        entry.Trail, entry.Seq.ToString(CultureInfo.InvariantCulture), AuditTime.Text(entry.At), entry.Caller,
        entry.Kind, entry.From, entry.Session, entry.SecondFactorAt is { } at ? AuditTime.Text(at) : "", entry.Action,
        entry.Target, entry.Result, entry.Detail, entry.Id.ToString("D"), entry.Prev, entry.Hash,
    ];
}
