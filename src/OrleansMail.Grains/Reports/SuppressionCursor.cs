using OrleansMail.Addresses;
using OrleansMail.Recipients;

namespace OrleansMail.Reports;

/// <summary>Where a page of suppressed addresses ended, told without the address.</summary>
internal static class SuppressionCursor
{
    // No mailbox begins so: it has an @.
    private const string Prefix = "key:";

    public static string? Of(string address, IAddressKey keys) =>
        Mailbox.TryParse(address, out var mailbox, out _) ? Prefix + Convert.ToHexString(keys.KeyOf(mailbox)) : null;

    /// <summary>Reads a cursor, or an address as earlier releases give it; false for what is neither.</summary>
    public static bool TryRead(string? text, IAddressKey keys, out byte[]? after)
    {
        after = null;
        if (text is null)
        {
            return true;
        }

        if (text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            var hex = text[Prefix.Length..];
            after = hex.Length % 2 == 0 && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : null;
            return after is { Length: > 0 };
        }

        // A program of an earlier release gives back what was masked: from there it would read in circles.
        if (text.Contains("***@", StringComparison.Ordinal) || !Mailbox.TryParse(text, out var mailbox, out _))
        {
            return false;
        }

        after = keys.KeyOf(mailbox);
        return true;
    }
}
