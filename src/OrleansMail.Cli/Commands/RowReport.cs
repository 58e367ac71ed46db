using System.Text;
using OrleansMail.Audience;

namespace OrleansMail.Commands;

/// <summary>The file that lists the rows which were not taken; it is made when the first one comes.</summary>
internal sealed class RowReport(string path) : IAsyncDisposable
{
    /// <summary>A person mends a file by its first faults; what is above this is counted but not listed.</summary>
    public const long MaxListed = 100_000;

    private StreamWriter? _file;
    private BadRowReport? _csv;

    /// <summary>Rows that cannot be used.</summary>
    public long Bad { get; private set; }

    /// <summary>Rows left out because their address came before.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Rows left out because their address is in the exclusion list.</summary>
    public long Excluded { get; private set; }

    /// <summary>Where the rows are listed; null while there are none.</summary>
    public string? Path => _csv is null ? null : path;

    public ValueTask AddAsync(long line, string reason, bool isDuplicate, CancellationToken cancellation)
    {
        if (isDuplicate)
        {
            Duplicates++;
        }
        else
        {
            Bad++;
        }

        return ListAsync(line, reason, cancellation);
    }

    /// <summary>Lists a row whose address is in the exclusion list.</summary>
    public ValueTask AddExcludedAsync(long line, CancellationToken cancellation)
    {
        Excluded++;
        return ListAsync(line, "the address is in the exclusion list", cancellation);
    }

    private async ValueTask ListAsync(long line, string reason, CancellationToken cancellation)
    {
        if (Bad + Duplicates + Excluded > MaxListed)
        {
            return;
        }

        if (_csv is null)
        {
            _file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            _csv = new BadRowReport(_file);
        }

        await _csv.WriteAsync(new BadRow(line, reason), cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_csv is not null && _file is not null)
        {
            await _csv.DisposeAsync();
            await _file.DisposeAsync();
        }
    }
}
