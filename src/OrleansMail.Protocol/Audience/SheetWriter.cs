using CsvHelper;

namespace OrleansMail.Audience;

/// <summary>
/// Writes CSV that a spreadsheet opens as text: UTF-8 with a byte order mark, and no cell is taken for a formula.
/// </summary>
/// <remarks>
/// A cell that begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a line end gets an apostrophe in front, and so
/// do the full-width forms of these signs, which Japanese spreadsheets read alike.
/// </remarks>
public sealed class SheetWriter : IAsyncDisposable
{
    private const string Dangerous = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static readonly CsvWriterOptions Format = new() { Separator = ',', NewLine = "\r\n" };

    private readonly StreamWriter _text;
    private readonly CsvWriter _csv;

    /// <summary>The stream is closed with this.</summary>
    public SheetWriter(Stream stream)
    {
        _text = new StreamWriter(stream, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        _csv = CsvWriter.Create(_text, Format, leaveOpen: true);
    }

    public ValueTask WriteAsync(IEnumerable<string?> cells, CancellationToken cancellationToken = default) =>
        _csv.WriteRecordAsync([.. cells.Select(Guarded)], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _csv.DisposeAsync();
        await _text.DisposeAsync();
    }

    private static string Guarded(string? cell) => cell switch
    {
        null or "" => "",
        _ when Dangerous.Contains(cell[0], StringComparison.Ordinal) => $"'{cell}",
        _ => cell,
    };
}
