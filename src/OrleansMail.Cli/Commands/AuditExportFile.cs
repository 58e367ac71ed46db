using System.Text;
using System.Text.Json;
using OrleansMail.Audit;

namespace OrleansMail.Commands;

/// <summary>An export on its way to the disk; only its owner can read it, and an unfinished one is taken away.</summary>
internal sealed class AuditExportFile : IAsyncDisposable
{
    public const string JsonLines = "jsonl";
    public const string Csv = "csv";

    private readonly FileStream _file;
    private readonly StreamWriter _text;
    private readonly AuditCsv? _csv;
    private bool _finished;

    private AuditExportFile(FileStream file, bool csv)
    {
        _file = file;
        // The mark tells spreadsheets that it is UTF-8; in JSON lines there must be none (RFC 8259 §8.1).
        _text = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: csv), leaveOpen: true);
        _csv = csv ? new AuditCsv(_text) : null;
    }

    public long Entries { get; private set; }

    public long Checkpoints { get; private set; }

    public static AuditExportFile Create(string path, string format)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new AuditExportFile(new FileStream(path, options), format == Csv);
    }

    public async Task AddAsync(AuditEntry entry, CancellationToken cancellation)
    {
        Entries++;
        if (_csv is not null)
        {
            await _csv.WriteAsync(entry, cancellation);
            return;
        }

        await _text.WriteAsync(JsonSerializer.Serialize(entry, AuditJson.Shared.AuditEntry).AsMemory(), cancellation);
        await _text.WriteAsync("\n".AsMemory(), cancellation);
    }

    /// <summary>Adds checkpoints to JSON lines; a spreadsheet has no use for them.</summary>
    public async Task AddCheckpointsAsync(IEnumerable<AuditCheckpoint> checkpoints)
    {
        foreach (var checkpoint in _csv is null ? checkpoints : [])
        {
            Checkpoints++;
            await _text.WriteAsync(JsonSerializer.Serialize(checkpoint, AuditJson.Shared.AuditCheckpoint) + "\n");
        }
    }

    /// <summary>When it returns, the whole file is on the disk.</summary>
    public async Task FinishAsync()
    {
        if (_csv is not null)
        {
            await _csv.DisposeAsync();
        }

        await _text.FlushAsync();
        _file.Flush(flushToDisk: true);
        _finished = true;
    }

    public async ValueTask DisposeAsync()
    {
        await _text.DisposeAsync();
        await _file.DisposeAsync();
        if (!_finished)
        {
            File.Delete(_file.Name);
        }
    }
}
