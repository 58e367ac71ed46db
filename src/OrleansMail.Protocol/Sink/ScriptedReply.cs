using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace OrleansMail.Sink;

/// <summary>The reply of a rule, ready for the wire.</summary>
internal sealed record ScriptedReply(int Code, byte[] Octets)
{
    public bool Positive => Code < 400;

    public static bool TryParse(string text, [NotNullWhen(true)] out ScriptedReply? reply)
    {
        reply = null;
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        if (lines[0].Length < 3
            || !int.TryParse(lines[0].AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            || code is < 200 or > 599)
        {
            return false;
        }

        var wire = new StringBuilder();
        for (var i = 0; i < lines.Length; i++)
        {
            var separator = i == lines.Length - 1 ? ' ' : '-';
            wire.Append(CultureInfo.InvariantCulture, $"{code}{separator}{WithoutCode(lines[i], code)}\r\n");
        }

        reply = new ScriptedReply(code, Encoding.UTF8.GetBytes(wire.ToString()));
        return true;
    }

    private static string WithoutCode(string line, int code) =>
        line.StartsWith(code.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            && (line.Length == 3 || line[3] is ' ' or '-')
            ? line[Math.Min(4, line.Length)..]
            : line;
}
