using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace OrleansMail.People;

/// <summary>Codes of an authenticator app (RFC 6238): HMAC-SHA-1, steps of 30 seconds, 6 digits, as all apps know them.</summary>
public static class Totp
{
    /// <summary>Octets of a new secret: 160 bits (RFC 4226 §4, R6).</summary>
    public const int SecretLength = 20;

    private const int Digits = 6;
    private const int SecondsOfStep = 30;

    /// <summary>The time step that an instant lies in.</summary>
    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / SecondsOfStep;

    /// <summary>The code of a step (RFC 4226 §5.3).</summary>
    /// <param name="digits">6 for people; the published vectors have 8.</param>
    public static string Code(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // HMAC-SHA-1 is what authenticator apps compute; it is not weakened by collisions.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0xF)..]) & 0x7FFF_FFFF;
        var text = number.ToString("D10", CultureInfo.InvariantCulture);
        return text[^digits..];
    }

    /// <summary>The step that a code belongs to: now, or one to each side of it; null if it is of none of them.</summary>
    /// <param name="after">The last step that was accepted: it and those before it count no more (RFC 6238 §5.2).</param>
    /// <param name="drift">Steps to each side that are accepted too, for clocks that differ: 0 or 1.</param>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long after, int drift)
    {
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length != Digits || !digits.All(char.IsAsciiDigit))
        {
            return null;
        }

        long? found = null;
        var given = MemoryExtensions.AsSpan(digits);
        for (var step = StepAt(now) - drift; step <= StepAt(now) + drift; step++)
        {
            // Each is compared, whichever fits, so that time tells nothing.
            if (Same(given, Code(secret, step)) && step > after)
            {
                found ??= step;
            }
        }

        return found;
    }

    /// <summary>What an app reads from a QR code: <c>otpauth://totp/Issuer:name?secret=…&amp;issuer=…</c>.</summary>
    public static Uri Uri(ReadOnlySpan<byte> secret, string issuer, string name)
    {
        var (by, whose) = (System.Uri.EscapeDataString(issuer), System.Uri.EscapeDataString(name));
        return new Uri(
            $"otpauth://totp/{by}:{whose}?secret={Base32.Write(secret)}&issuer={by}&algorithm=SHA1"
            + $"&digits={Digits}&period={SecondsOfStep}");
    }

    private static bool Same(ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
        CryptographicOperations.FixedTimeEquals(
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(one),
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(other));
}
