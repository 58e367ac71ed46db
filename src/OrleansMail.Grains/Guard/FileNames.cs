namespace OrleansMail.Guard;

/// <summary>Finds the rows whose numbers or names stand in the names of attachments.</summary>
internal sealed class FileNames
{
    /// <summary>A value that many rows share, such as a month, is nobody's.</summary>
    private const double MaxShare = 0.1;

    // Shorter names are words of their own: 森, 東.
    private const int ShortestName = 4;

    private readonly HashSet<ulong> _codes = [];
    private readonly string _plain;

    public FileNames(IEnumerable<string> names)
    {
        string[] all = [.. names];
        _plain = Plain(string.Join('\n', all));
        foreach (var name in all)
        {
            var scan = new IdentifierScan(Path.GetFileNameWithoutExtension(name));
            while (scan.Next())
            {
                _codes.Add(scan.Hash);
            }
        }
    }

    /// <summary>The name without digits and what joins them, so that the file of every month has the same.</summary>
    public static string StemOf(string name) => string.Concat(
        name.Where(letter => !char.IsDigit(letter) && letter is not ('-' or '_' or '.' or ' ' or '(' or ')'))
            .Select(char.ToLowerInvariant));

    public long Rows { get; private set; }

    public long? First { get; private set; }

    public bool IsOneRows(long rows) => Rows > 0 && Rows <= Math.Max(1, rows * MaxShare);

    public void Learn(in GuardRow row)
    {
        foreach (var value in row.Values)
        {
            if ((_codes.Count > 0 && Identifier.Of(value) is { } code && _codes.Contains(code)) || IsName(value))
            {
                Rows++;
                First ??= row.Place;
                return;
            }
        }
    }

    // A family name and a given name, with a blank between them: other words are too often words of a title.
    private bool IsName(string value)
    {
        var trimmed = value.AsSpan().Trim();
        return trimmed.Length is >= ShortestName and <= 40
            && trimmed.IndexOfAny(' ', '\u3000') > 0
            && _plain.Contains(Plain(trimmed.ToString()), StringComparison.Ordinal);
    }

    private static string Plain(string text) => string.Concat(
        text.Where(letter => letter is not (' ' or '\u3000' or '_' or '-')).Select(char.ToLowerInvariant));
}
