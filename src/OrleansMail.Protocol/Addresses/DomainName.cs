using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace OrleansMail.Addresses;

/// <summary>Turns a mail domain into lower-case A-labels (RFC 5321 §2.3.5, RFC 5890 §2.3.2).</summary>
public static class DomainName
{
    /// <summary>253: 255 octets on the DNS wire (RFC 1035 §3.1) less the first length octet and the root.</summary>
    public const int MaxLength = 253;

    private const int MaxLabelLength = 63;

    private static readonly SearchValues<char> LowerCaseNames =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    /// <summary>Reads one domain name of at least two labels.</summary>
    public static bool TryParse(
        ReadOnlySpan<char> text,
        [NotNullWhen(true)] out string? domain,
        [NotNullWhen(false)] out string? reason)
    {
        domain = null;
        if (text.StartsWith("["))
        {
            reason = "an address in brackets is not supported; give a domain name";
            return false;
        }

        // Longer than any name can be, so not worth the conversion below.
        if (text.Length > 2 * MaxLength)
        {
            reason = "the domain is longer than 253 characters";
            return false;
        }

        var ascii = text.ToString();
        if (text.ContainsAnyExcept(LowerCaseNames) && !TryLower(ref ascii, out reason))
        {
            return false;
        }

        if (ascii.EndsWith('.'))
        {
            ascii = ascii[..^1];
        }

        reason = FaultOf(ascii);
        domain = reason is null ? ascii : null;
        return domain is not null;
    }

    private static bool TryLower(ref string name, [NotNullWhen(false)] out string? reason)
    {
        reason = null;
        if (Ascii.IsValid(name))
        {
            name = name.ToLowerInvariant();
            return true;
        }

        var folded = InternationalName.Fold(name);
        if (!Ascii.IsValid(folded) && !InternationalName.TryToAscii(folded, out folded, out reason))
        {
            return false;
        }

        name = folded;
        return true;
    }

    private static string? FaultOf(string name)
    {
        if (name.Length == 0)
        {
            return "there is no domain after the @";
        }

        if (name.Length > MaxLength)
        {
            return "the domain is longer than 253 characters";
        }

        var rest = name.AsSpan();
        var labels = 1;
        for (var dot = rest.IndexOf('.'); dot >= 0; dot = rest.IndexOf('.'))
        {
            if (FaultOfLabel(rest[..dot]) is { } fault)
            {
                return fault;
            }

            labels++;
            rest = rest[(dot + 1)..];
        }

        // A name that ends in a number would be read as an IPv4 address (RFC 5321 §2.3.5, RFC 3696 §2).
        return FaultOfLabel(rest)
            ?? (labels == 1 ? "the domain has no dot; give the full domain" : null)
            ?? (rest.ContainsAnyExceptInRange('0', '9') ? null : "the domain ends in a number; give a domain name");
    }

    private static string? FaultOfLabel(ReadOnlySpan<char> label)
    {
        if (label.IsEmpty)
        {
            return "the domain has a dot too many";
        }

        if (label.Length > MaxLabelLength)
        {
            return "a part of the domain is longer than 63 characters";
        }

        var odd = label.IndexOfAnyExcept(LowerCaseNames);
        if (odd >= 0)
        {
            return FaultOf(label[odd]);
        }

        if (label[0] == '-' || label[^1] == '-')
        {
            return "a part of the domain starts or ends with a hyphen";
        }

        return label.StartsWith("xn--") && !InternationalName.IsALabel(label.ToString())
            ? "a part of the domain starts with xn-- but is not valid Punycode"
            : null;
    }

    private static string FaultOf(char c) => c switch
    {
        '\r' or '\n' => "there is a line break in the domain",
        ' ' or '\t' => "there is a space in the domain",
        < ' ' or '\u007F' => "there is a control character in the domain",
        '_' => "a mail domain cannot contain an underscore",
        '<' or '>' => "give the address alone, without a name and without < >",
        > '~' => string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4} cannot stand in a domain"),
        _ => $"the character {c} cannot stand in a domain",
    };
}
