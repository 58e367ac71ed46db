using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>
/// Reads archives and the office files that are archives (ECMA-376). A small archive can unpack to terabytes: entries,
/// octets of each and octets of all are bounded, by what comes out rather than by what the archive says.
/// </summary>
internal static partial class ZipReader
{
    private const int MostEntries = 10_000;
    private const int MostOfEntry = 8 * 1024 * 1024;
    private const int MostOfAll = 64 * 1024 * 1024;
    private const int MatchTimeout = 5_000;

    public static AttachmentTraits Read(ReadOnlyMemory<byte> content, AddressSet addresses)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read);
            return Read(zip, addresses);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return AttachmentTraits.Unread;
        }
    }

    private static AttachmentTraits Read(ZipArchive zip, AddressSet addresses)
    {
        if (zip.Entries.Count > MostEntries)
        {
            return AttachmentTraits.Unread;
        }

        var traits = AttachmentTraits.None;
        var left = MostOfAll;
        foreach (var entry in zip.Entries)
        {
            traits |= OfName(entry);
            if (entry.IsEncrypted || !IsRead(entry.FullName))
            {
                continue;
            }

            if (TextOf(entry, Math.Min(MostOfEntry, left), out var text))
            {
                traits |= OfText(entry.FullName, text);
                addresses.AddFrom(text);
            }
            else
            {
                traits |= AttachmentTraits.Unread;
            }

            left -= text.Length;
        }

        return traits;
    }

    private static AttachmentTraits OfName(ZipArchiveEntry entry)
    {
        var traits = entry.IsEncrypted ? AttachmentTraits.Locked : AttachmentTraits.None;
        if (entry.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
        {
            traits |= AttachmentTraits.Macros;
        }
        else if (AttachmentReader.IsProgram(entry.FullName))
        {
            traits |= AttachmentTraits.ProgramInside;
        }

        return Comments().IsMatch(entry.FullName) ? traits | AttachmentTraits.Changes : traits;
    }

    private static AttachmentTraits OfText(string name, string text)
    {
        var traits = AttachmentTraits.None;
        if (name.StartsWith("xl/", StringComparison.OrdinalIgnoreCase) && HiddenCells().IsMatch(text))
        {
            traits |= AttachmentTraits.Hidden;
        }

        if (name.StartsWith("ppt/slides/", StringComparison.OrdinalIgnoreCase) && HiddenSlide().IsMatch(text))
        {
            traits |= AttachmentTraits.Hidden;
        }

        if (name.StartsWith("word/", StringComparison.OrdinalIgnoreCase))
        {
            traits |= Tracked().IsMatch(text) ? AttachmentTraits.Changes : AttachmentTraits.None;
            traits |= text.Contains("<w:vanish/>", StringComparison.Ordinal) ? AttachmentTraits.Hidden : AttachmentTraits.None;
        }

        return name.Equals("docProps/core.xml", StringComparison.OrdinalIgnoreCase) && Author().IsMatch(text)
            ? traits | AttachmentTraits.Author
            : traits;
    }

    private static bool IsRead(string name) =>
        name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);

    private static bool TextOf(ZipArchiveEntry entry, int most, out string text)
    {
        using var stream = entry.Open();
        using var octets = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (octets.Length <= most)
        {
            var read = stream.Read(buffer, 0, buffer.Length);
            if (read == 0)
            {
                text = Encoding.UTF8.GetString(octets.GetBuffer(), 0, (int)octets.Length);
                return true;
            }

            octets.Write(buffer, 0, read);
        }

        text = Encoding.UTF8.GetString(octets.GetBuffer(), 0, most);
        return false;
    }

    [GeneratedRegex(@"^(?:word|xl|ppt)/(?:.+/)?(?:threaded)?comments\d*(?:/.+)?\.xml$", RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex Comments();

    [GeneratedRegex(
        @"<(?:\w+:)?sheet\b[^<>]*\bstate=""(?:h|veryH)idden""|<(?:\w+:)?(?:col|row)\b[^<>]*\bhidden=""(?:1|true)""",
        RegexOptions.None, MatchTimeout)]
    private static partial Regex HiddenCells();

    [GeneratedRegex(@"<p:sld\b[^<>]*\bshow=""(?:0|false)""", RegexOptions.None, MatchTimeout)]
    private static partial Regex HiddenSlide();

    [GeneratedRegex(@"<w:(?:ins|del|moveFrom|moveTo)\b[^<>]*\bw:author=", RegexOptions.None, MatchTimeout)]
    private static partial Regex Tracked();

    [GeneratedRegex(@"<(?:dc:creator|cp:lastModifiedBy)>[^<]*\w[^<]*<", RegexOptions.None, MatchTimeout)]
    private static partial Regex Author();
}
