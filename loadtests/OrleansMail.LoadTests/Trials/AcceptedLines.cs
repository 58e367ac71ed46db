using System.Globalization;

namespace OrleansMail.Trials;

/// <summary>The sink's log of accepted recipients: one line each.</summary>
internal sealed class AcceptedLines(string path)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private long _read;
    private int _count;

    /// <summary>Lines so far; only what was added since the last call is read.</summary>
    public int Count()
    {
        using var file = Open();
        file.Position = _read;
        int read;
        while ((read = file.Read(_buffer)) > 0)
        {
            _count += _buffer.AsSpan(0, read).Count((byte)'\n');
            _read += read;
        }

        return _count;
    }

    public List<AcceptedLine> ReadAll()
    {
        using var reader = new StreamReader(Open());
        var all = new List<AcceptedLine>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split('\t');
            var at = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(fields[2], CultureInfo.InvariantCulture));
            all.Add(new AcceptedLine(fields[0], fields[1], at, fields[3]));
        }

        return all;
    }

    private FileStream Open() => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
}
