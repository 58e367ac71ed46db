using System.Security.Cryptography;
using System.Text;

namespace OrleansMail.People;

/// <summary>
/// A file of passwords that were found in breaches, looked up on disk: one SHA-1 of a password in upper-case hex on each
/// line, in order, anything behind it ignored. Nothing is sent anywhere.
/// </summary>
/// <param name="path">The file; it may have gigabytes.</param>
public sealed class BreachedPasswords(string path)
{
    private const int HashLength = 40;
    private const int LongestLine = 128;

    /// <summary>Does the file begin like one of these? Else the reason is for people.</summary>
    public static bool TryOpen(string path, out string? reason)
    {
        try
        {
            using var file = File.OpenRead(path);
            var first = LineAt(file, 0);
            reason = first.Length >= HashLength && first[..HashLength].All(char.IsAsciiHexDigitUpper)
                ? null
                : "its lines do not begin with a SHA-1 in upper-case hex";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            reason = fault.Message;
        }

        return reason is null;
    }

    /// <summary>Is a prepared password in the file? Reads a few dozen lines from it.</summary>
    public bool Has(string prepared)
    {
#pragma warning disable CA5350 // The published lists are of SHA-1; it protects nothing here, it is the name of a line.
        var wanted = Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(prepared)));
#pragma warning restore CA5350
        using var file = File.OpenRead(path);

        // The line that begins first at or behind `from` is the least that may be it; none at or behind `to` is.
        var (from, to) = (0L, file.Length);
        while (from < to)
        {
            var middle = from + ((to - from) / 2);
            var start = StartBehind(file, middle);
            var line = start < file.Length ? LineAt(file, start) : "";
            if (line.Length < HashLength)
            {
                to = middle;
                continue;
            }

            var order = string.CompareOrdinal(line, 0, wanted, 0, HashLength);
            if (order == 0)
            {
                return true;
            }

            (from, to) = order < 0 ? (start + 1, to) : (from, middle);
        }

        return false;
    }

    /// <summary>Where the first line begins that does not begin before <paramref name="at"/>.</summary>
    private static long StartBehind(FileStream file, long at)
    {
        if (at == 0)
        {
            return 0;
        }

        file.Position = at - 1;
        int octet;
        do
        {
            octet = file.ReadByte();
        }
        while (octet >= 0 && octet != '\n');
        return file.Position;
    }

    private static string LineAt(FileStream file, long at)
    {
        file.Position = at;
        var octets = new byte[LongestLine];
        var read = file.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false);
        return Encoding.ASCII.GetString(octets, 0, read).Split('\n', 2)[0].TrimEnd('\r');
    }
}
