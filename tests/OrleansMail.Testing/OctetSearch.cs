using System.Buffers.Binary;
using System.Text;

namespace OrleansMail;

/// <summary>Looks through every file of a folder for secrets, in the forms that text is stored in.</summary>
public sealed class OctetSearch
{
    // A form that short would be found by chance.
    private const int Window = 8;

    private readonly Dictionary<ulong, List<(byte[] Octets, string Name)>> _forms = [];

    /// <summary>How many different forms are looked for.</summary>
    public int Forms { get; private set; }

    /// <summary>
    /// Adds a text as UTF-8, UTF-16 in both orders, quoted-printable, base64 wherever in a group of three it begins, and as the
    /// hexadecimal digits that pg_dump writes.
    /// </summary>
    public void Add(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Add(utf8, $"{text} in UTF-8");
        Add(Encoding.Unicode.GetBytes(text), $"{text} in UTF-16");
        Add(Encoding.BigEndianUnicode.GetBytes(text), $"{text} in UTF-16, high octet first");
        Add(Encoding.ASCII.GetBytes(QuotedPrintable(utf8)), $"{text} in quoted-printable");
        Add(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8)), $"{text} as hexadecimal digits");
        for (var before = 0; before < 3; before++)
        {
            Add(Base64(utf8, before), $"{text} in base64 after {before}");
        }
    }

    /// <summary>Adds octets as they are.</summary>
    public void Add(byte[] octets, string name)
    {
        if (octets.Length < Window)
        {
            throw new ArgumentException($"{name} is too short to be told from chance.", nameof(octets));
        }

        var start = BinaryPrimitives.ReadUInt64LittleEndian(octets);
        if (!_forms.TryGetValue(start, out var list))
        {
            _forms.Add(start, list = []);
        }

        list.Add((octets, name));
        Forms++;
    }

    /// <summary>The names of all forms found in the files of a folder, and in which file.</summary>
    public IReadOnlyCollection<string> Find(string folder)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            foreach (var name in FindIn(Read(path)))
            {
                found.Add($"{Path.GetFileName(path)}: {name}");
            }
        }

        return found;
    }

    /// <summary>The names of all forms found.</summary>
    public IEnumerable<string> FindIn(byte[] octets)
    {
        for (var at = 0; at + Window <= octets.Length; at++)
        {
            if (_forms.TryGetValue(BinaryPrimitives.ReadUInt64LittleEndian(octets.AsSpan(at)), out var list))
            {
                foreach (var (form, name) in list)
                {
                    if (octets.AsSpan(at).StartsWith(form))
                    {
                        yield return name;
                    }
                }
            }
        }
    }

    /// <summary>The part of the base64 of a text that does not depend on what stands before and after it.</summary>
    public static byte[] Base64(byte[] text, int before)
    {
        var encoded = Convert.ToBase64String([.. new byte[before], .. text]);
        var from = ((before * 8) + 5) / 6;
        var to = (before + text.Length) * 8 / 6;
        return Encoding.ASCII.GetBytes(encoded[from..to]);
    }

    private static string QuotedPrintable(byte[] text) => string.Concat(text.Select(octet =>
        octet is >= 33 and <= 126 and not (byte)'=' or (byte)' ' ? ((char)octet).ToString() : $"={octet:X2}"));

    private static byte[] Read(string path)
    {
        // A lock file is empty, and nobody else may open it.
        if (new FileInfo(path).Length == 0)
        {
            return [];
        }

        // The database is open in this process, and may be written meanwhile.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var octets = new byte[file.Length];
        return octets[..file.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false)];
    }
}
