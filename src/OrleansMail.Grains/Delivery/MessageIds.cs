using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <summary>Makes the Message-ID of a recipient (RFC 5322 §3.6.4): the same at every attempt, and not to be guessed.</summary>
public static class MessageIds
{
    private const int HexDigits = 24;

    private static ReadOnlySpan<byte> Prefix => "message-id "u8;

    /// <summary>The Message-ID without angle brackets.</summary>
    /// <param name="token">The recipient's token of <see cref="IAddressKey.Token"/>.</param>
    /// <param name="row">Row number within the audience.</param>
    /// <param name="domain">Of the address in the From field.</param>
    public static string Of(string token, long row, string domain)
    {
        // Hashed once more, so that a Message-ID does not give the unsubscribe token away.
        Span<byte> text = stackalloc byte[Prefix.Length + Encoding.ASCII.GetMaxByteCount(token.Length)];
        Prefix.CopyTo(text);
        var length = Prefix.Length + Encoding.ASCII.GetBytes(token, text[Prefix.Length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        Span<char> hex = stackalloc char[HexDigits];
        Convert.TryToHexStringLower(hash[..(HexDigits / 2)], hex, out _);
        return string.Create(CultureInfo.InvariantCulture, $"{row}.{hex}@{domain}");
    }
}
