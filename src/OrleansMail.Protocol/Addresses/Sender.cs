using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace OrleansMail.Addresses;

/// <summary>Who a campaign is from: a display name, empty when there is none, and an address.</summary>
/// <remarks>There is no way to get one without a check; the name holds no control characters.</remarks>
public sealed record Sender
{
    /// <summary>128 characters: more than any mail program shows, and far below a header line's limit.</summary>
    public const int MaxNameLength = 128;

    private Sender(string name, Mailbox address) => (Name, Address) = (name, address);

    /// <summary>The display name in plain Unicode, unquoted; empty when only an address was given.</summary>
    public string Name { get; }

    public Mailbox Address { get; }

    /// <summary>Reads <c>Name &lt;a@domain&gt;</c>, the name quoted or not, or an address (RFC 5322 §3.4).</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out Sender? sender,
        [NotNullWhen(false)] out string? reason)
    {
        sender = null;
        var trimmed = text.Trim(' ');
        var open = trimmed.LastIndexOf('<');
        var name = "";
        if (open >= 0)
        {
            if (!trimmed.EndsWith('>'))
            {
                reason = "the > after the address is missing";
                return false;
            }

            name = trimmed[..open].Trim(' ');
            trimmed = trimmed[(open + 1)..^1];
        }

        if (!TryUnquote(ref name, out reason) || (reason = FaultOf(name)) is not null)
        {
            return false;
        }

        if (Mailbox.TryParse(trimmed, out var address, out reason))
        {
            sender = new Sender(name, address);
        }

        return sender is not null;
    }

    /// <summary>A sender from parts read elsewhere; null when the name holds what no header may.</summary>
    public static Sender? Of(string name, Mailbox address) => FaultOf(name) is null ? new Sender(name, address) : null;

    /// <summary>The text <see cref="TryParse"/> reads back; for people, not for a header.</summary>
    public override string ToString()
    {
        if (Name.Length == 0)
        {
            return Address.Address;
        }

        if (!Name.AsSpan().ContainsAny("\"\\<>"))
        {
            return $"{Name} <{Address}>";
        }

        var slashed = Name.Replace("\\", "\\\\", StringComparison.Ordinal);
        return $"\"{slashed.Replace("\"", "\\\"", StringComparison.Ordinal)}\" <{Address}>";
    }

    private static bool TryUnquote(ref string name, [NotNullWhen(false)] out string? reason)
    {
        reason = null;
        if (!name.StartsWith('"'))
        {
            reason = name.AsSpan().ContainsAny('<', '>') ? "put a name that contains < or > in quotes" : null;
            return reason is null;
        }

        var value = new StringBuilder(name.Length);
        var i = 1;
        for (; i < name.Length && name[i] != '"'; i++)
        {
            i += name[i] == '\\' && i + 1 < name.Length ? 1 : 0;
            value.Append(name[i]);
        }

        if (i != name.Length - 1)
        {
            reason = "the quotes around the name do not match";
            return false;
        }

        name = value.ToString().Trim(' ');
        return true;
    }

    private static string? FaultOf(string name)
    {
        if (name.Length > MaxNameLength)
        {
            return "the name is longer than 128 characters";
        }

        foreach (var rune in name.EnumerateRunes())
        {
            if (IsUnsafe(rune))
            {
                return string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4} cannot stand in the name");
            }
        }

        return null;
    }

    // Line breaks of every kind, controls, broken text, and the marks that turn the reading direction to disguise it.
    private static bool IsUnsafe(Rune rune) => rune == Rune.ReplacementChar
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;
}
