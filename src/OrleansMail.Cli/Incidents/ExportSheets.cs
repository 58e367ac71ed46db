using OrleansMail.Audience;
using OrleansMail.Outcomes;
using OrleansMail.Reports;
using OrleansMail.Terminal;

namespace OrleansMail.Incidents;

/// <summary>
/// The sheets of one export: all in one, or those who may have got a mail apart from those who got it. Unless they are
/// said to be whole, nothing of them stays.
/// </summary>
/// <param name="path">The file of those who got it, or of all.</param>
/// <param name="doubtPath">The file of those who may have got it; null for one file.</param>
internal sealed class ExportSheets(string path, string? doubtPath) : IAsyncDisposable
{
    private readonly SheetWriter _sheet = new(PrivateFile.Create(path));
    private readonly SheetWriter? _doubt = doubtPath is null ? null : new SheetWriter(PrivateFile.Create(doubtPath));
    private bool _isWhole;

    public async Task HeadAsync(IReadOnlyList<string> columns, CancellationToken cancellation)
    {
        await _sheet.WriteAsync(columns, cancellation);
        if (_doubt is not null)
        {
            await _doubt.WriteAsync(columns, cancellation);
        }
    }

    public ValueTask WriteAsync(OutcomeLine line, IEnumerable<string?> cells, CancellationToken cancellation) =>
        (_doubt is null || line.Outcome == OutcomeKind.Delivered ? _sheet : _doubt).WriteAsync(cells, cancellation);

    /// <summary>All rows are written: the files stay.</summary>
    public void Keep() => _isWhole = true;

    public async ValueTask DisposeAsync()
    {
        await _sheet.DisposeAsync();
        if (_doubt is not null)
        {
            await _doubt.DisposeAsync();
        }

        if (!_isWhole)
        {
            File.Delete(path);
            if (doubtPath is not null)
            {
                File.Delete(doubtPath);
            }
        }
    }
}
