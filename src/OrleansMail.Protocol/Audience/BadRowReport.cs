using System.Globalization;
using CsvHelper;

namespace OrleansMail.Audience;

/// <summary>Writes the bad rows of an import as CSV with the columns <c>line</c> and <c>reason</c>.</summary>
public sealed class BadRowReport : IAsyncDisposable
{
    private static readonly CsvWriterOptions Format = new() { Separator = ',', NewLine = "\r\n" };

    private readonly CsvWriter _csv;

    /// <summary>The writer stays open and belongs to the caller.</summary>
    public BadRowReport(TextWriter writer)
    {
        _csv = CsvWriter.Create(writer, Format, leaveOpen: true);
        _csv.WriteRecord(["line", "reason"]);
    }

    /// <summary>The rows written so far.</summary>
    public long Count { get; private set; }

    public ValueTask WriteAsync(BadRow row, CancellationToken cancellationToken = default)
    {
        Count++;
        return _csv.WriteRecordAsync([row.Line.ToString(CultureInfo.InvariantCulture), row.Reason], cancellationToken);
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}
