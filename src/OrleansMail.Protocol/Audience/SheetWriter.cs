using CsvHelper;

namespace OrleansMail.Audience;

/// <summary>
/// Writes CSV that a spreadsheet opens as text: UTF-8 with a byte order mark, and no cell is taken for a formula.
/// </summary>
/// <remarks><see cref="SheetCell"/> says which cells are written in another way for that.</remarks>
public sealed class SheetWriter : IAsyncDisposable
{
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
        _csv.WriteRecordAsync([.. cells.Select(SheetCell.Guarded)], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _csv.DisposeAsync();
        await _text.DisposeAsync();
    }
}
