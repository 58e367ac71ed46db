using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansMail.Audit;

/// <summary>Reads exports and checkpoint files line by line; memory does not grow with the file, whoever has written it.</summary>
public static class AuditFileReader
{
    // The texts of an entry have bounds; written with six octets for each character they stay well below this.
    private const int LongestLine = 64 * 1024;

    /// <param name="dropTorn">A last line without its end, as a crash leaves it, is passed over.</param>
    public static IEnumerable<AuditFileLine> Read(TextReader file, bool dropTorn = false)
    {
        var line = new StringBuilder();
        for (long number = 1; ; number++)
        {
            var ended = ReadLine(file, line);
            if (line.Length == 0 && !ended)
            {
                yield break;
            }

            if (!ended && dropTorn)
            {
                yield break;
            }

            if (line.Length > 0)
            {
                yield return Parse(number, line);
            }

            if (!ended)
            {
                yield break;
            }
        }
    }

    private static bool ReadLine(TextReader file, StringBuilder line)
    {
        line.Clear();
        int next;
        while ((next = file.Read()) is not (-1 or '\n'))
        {
            if (line.Length <= LongestLine)
            {
                line.Append((char)next);
            }
        }

        return next == '\n';
    }

    private static AuditFileLine Parse(long number, StringBuilder line)
    {
        if (line.Length > LongestLine)
        {
            return new AuditFileLine(number, null, null, "the line is longer than any entry");
        }

        var text = line.ToString();
        return text.StartsWith("{\"trail\":", StringComparison.Ordinal)
            ? new AuditFileLine(number, null, Read(text, AuditJson.Shared.AuditCheckpoint, out var fault), fault)
            : new AuditFileLine(number, Read(text, AuditJson.Shared.AuditEntry, out fault), null, fault);
    }

    private static T? Read<T>(string text, JsonTypeInfo<T> shape, out string? fault)
        where T : class
    {
        fault = null;
        try
        {
            if (JsonSerializer.Deserialize(text, shape) is { } value)
            {
                return value;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What the parser says may quote the line; the number is enough to find it.
        }

        fault = "the line is no entry and no checkpoint";
        return null;
    }
}
