using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace OrleansMail.Addresses;

/// <summary>The grammar of a local part (RFC 5321 §4.1.2): reading, its faults, and its form on the wire.</summary>
internal static class LocalPart
{
    /// <summary>64 octets, the quotes and backslashes of the wire form counted (RFC 5321 §4.5.3.1.1).</summary>
    public const int MaxLength = 64;

    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private static readonly SearchValues<char> AtextOrDot = SearchValues.Create(Letters + "!#$%&'*+-/=?^_`{|}~.");

    /// <summary>Reads a dot-string or a quoted-string into its unquoted value.</summary>
    public static bool TryParse(
        ReadOnlySpan<char> text,
        [NotNullWhen(true)] out string? localPart,
        [NotNullWhen(false)] out string? reason)
    {
        localPart = null;
        if (text[0] == '"')
        {
            return TryUnquote(text, out localPart, out reason);
        }

        var odd = text.IndexOfAnyExcept(AtextOrDot);
        reason = odd < 0 ? null : FaultOf(text[odd]);
        localPart = odd < 0 ? text.ToString() : null;
        return localPart is not null;
    }

    /// <summary>What forbids this unquoted value at this domain, or null.</summary>
    public static string? FaultAt(string localPart, string domain)
    {
        if (WireLength(localPart) > MaxLength)
        {
            return "the part before the @ is longer than 64 characters";
        }

        if (HasOddDots(localPart) && !AllowsOddDots(domain))
        {
            return "a dot stands first, last or twice in a row before the @; remove the stray dot";
        }

        return null;
    }

    /// <summary>The value as MAIL, RCPT and headers carry it: quoted only where it is not a dot-string.</summary>
    public static string ToWire(string localPart)
    {
        if (IsDotString(localPart))
        {
            return localPart;
        }

        var quoted = new StringBuilder(localPart.Length + 2).Append('"');
        foreach (var c in localPart)
        {
            _ = c is '"' or '\\' ? quoted.Append('\\').Append(c) : quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The octets <see cref="ToWire"/> gives.</summary>
    public static int WireLength(string localPart) => IsDotString(localPart)
        ? localPart.Length
        : localPart.Length + 2 + localPart.AsSpan().Count('"') + localPart.AsSpan().Count('\\');

    private static bool IsDotString(string localPart) =>
        !localPart.AsSpan().ContainsAnyExcept(AtextOrDot) && !HasOddDots(localPart);

    private static bool HasOddDots(string localPart) =>
        localPart[0] == '.' || localPart[^1] == '.' || localPart.Contains("..", StringComparison.Ordinal);

    // docomo (until 2009) and au handed out such addresses, which are still in use. Elsewhere it is a typing error.
    private static bool AllowsOddDots(string domain) => domain is "docomo.ne.jp" or "ezweb.ne.jp" or "au.com";

    private static bool TryUnquote(ReadOnlySpan<char> text, out string? localPart, out string? reason)
    {
        localPart = null;
        var value = new StringBuilder(text.Length);
        var last = text.Length - 1;
        for (var i = 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                var fault = value.Length == 0 ? "the quotes before the @ are empty"
                    : i < last ? "a quote inside the quoted part before the @ needs a backslash"
                    : null;
                reason = fault;
                localPart = fault is null ? value.ToString() : null;
                return fault is null;
            }

            if (c == '\\')
            {
                i++;
                c = i < text.Length ? text[i] : '\0';
            }

            if (c is < ' ' or > '~' or '<' or '>')
            {
                reason = FaultOf(c);
                return false;
            }

            value.Append(c);
        }

        reason = "the quote before the @ is not closed";
        return false;
    }

    private static string FaultOf(char c) => c switch
    {
        '\r' or '\n' => "there is a line break before the @",
        ' ' or '\t' or '\u3000' => "there is a space before the @",
        < ' ' or '\u007F' => "there is a control character before the @",
        '<' or '>' => "give the address alone, without a name and without < >",
        > '~' => string.Create(
            CultureInfo.InvariantCulture,
            $"U+{(int)c:X4} stands before the @; only ASCII letters, digits and signs are possible there"),
        _ => $"the character {c} cannot stand before the @",
    };
}
