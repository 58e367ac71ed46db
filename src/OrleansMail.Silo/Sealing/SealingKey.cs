using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OrleansMail.Sealing;

/// <summary>A key derived from a data key, ready to seal: AES-256-GCM with random nonces.</summary>
/// <remarks>Sealed octets are a format octet, the data key's number, the nonce, the cipher text, and the tag.</remarks>
internal sealed class SealingKey(int dataKey, ReadOnlySpan<byte> secret) : IDisposable
{
    /// <summary>By how much sealed octets are longer than plain ones.</summary>
    public const int Overhead = HeadLength + NonceLength + TagLength;

    private const byte Format = 1;
    private const int HeadLength = 5;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly AesGcm _cipher = new(secret, TagLength);

    // A cipher holds one operation at a time, and one takes about a microsecond.
    private readonly Lock _lock = new();

    /// <summary>Number of the data key that octets were sealed under; null if they cannot have been sealed.</summary>
    public static int? DataKeyOf(ReadOnlySpan<byte> sealedOctets) =>
        sealedOctets.Length >= Overhead && sealedOctets[0] == Format
            ? BinaryPrimitives.ReadInt32BigEndian(sealedOctets[1..])
            : null;

    /// <param name="sealedOctets">As long as the plain octets and <see cref="Overhead"/>.</param>
    public void Seal(Place place, ReadOnlySpan<byte> plain, Span<byte> sealedOctets)
    {
        sealedOctets[0] = Format;
        BinaryPrimitives.WriteInt32BigEndian(sealedOctets[1..], dataKey);
        var nonce = sealedOctets.Slice(HeadLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        Span<byte> context = stackalloc byte[HeadLength + Place.Length];
        Context(sealedOctets, place, context);
        lock (_lock)
        {
            _cipher.Encrypt(
                nonce, plain, sealedOctets[(HeadLength + NonceLength)..^TagLength], sealedOctets[^TagLength..], context);
        }
    }

    /// <summary>False if the octets are not what was sealed at that place.</summary>
    public bool TryOpen(Place place, ReadOnlySpan<byte> sealedOctets, Span<byte> plain)
    {
        Span<byte> context = stackalloc byte[HeadLength + Place.Length];
        Context(sealedOctets, place, context);
        try
        {
            lock (_lock)
            {
                _cipher.Decrypt(
                    sealedOctets.Slice(HeadLength, NonceLength),
                    sealedOctets[(HeadLength + NonceLength)..^TagLength], sealedOctets[^TagLength..], plain, context);
            }

            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _cipher.Dispose();
        }
    }

    private static void Context(ReadOnlySpan<byte> sealedOctets, Place place, Span<byte> context)
    {
        sealedOctets[..HeadLength].CopyTo(context);
        place.Write(context[HeadLength..]);
    }
}
