using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansMail.Messages;

namespace OrleansMail.Dkim;

/// <summary>Signs inside a <see cref="MessageBuffer"/>: the octets of <see cref="Sign"/>, no allocations.</summary>
public sealed partial class DkimSigner
{
    /// <summary>
    /// Puts the field in front of the message, with an empty place for the signature, and computes what to sign. The
    /// message must not be changed; more may be put before and after it.
    /// </summary>
    /// <param name="message">An unsigned message and nothing else, CRLF line ends.</param>
    /// <param name="at">The time for <c>t=</c>.</param>
    /// <param name="digest">Gets the SHA-256 digest to sign, 32 octets.</param>
    public void Prepare(MessageBuffer message, DateTimeOffset at, Span<byte> digest)
    {
        if (message.HasPlace)
        {
            throw new InvalidOperationException("The message waits for its signature already.");
        }

        using var scratch = SignatureScratch.Take();
        var octets = message.WrittenSpan;
        scratch.Read(octets);
        var field = scratch.Field;
        WriteField(field, scratch, octets[scratch.BodyStart..], at);
        scratch.Canonicalize(octets);
        RelaxedCanonicalization.WriteHeader(scratch.Canonical, field.WrittenSpan);
        SHA256.HashData(scratch.Canonical.WrittenSpan, digest);

        var room = message.Prepend(field.Length + SignatureText.Length(_key.Bits) + 2);
        field.WrittenSpan.CopyTo(room);
        room[field.Length..^2].Fill((byte)' ');
        "\r\n"u8.CopyTo(room[^2..]);
        message.MarkPlace(field.Length);
    }

    /// <summary>Fills the signature in; the message may leave now.</summary>
    /// <param name="signature">RSASSA-PKCS1-v1_5 over the digest that was prepared.</param>
    public void Complete(MessageBuffer message, ReadOnlySpan<byte> signature)
    {
        if (!message.HasPlace || signature.Length != (_key.Bits + 7) / 8)
        {
            throw new InvalidOperationException("The message waits for no signature, or not for this one.");
        }

        SignatureText.Write(message.TakePlace(), signature);
    }

    private void WriteField(MessageBuffer field, SignatureScratch scratch, ReadOnlySpan<byte> body, DateTimeOffset at)
    {
        field.Reset();
        field.Append(_head);
        var time = field.GetSpan(20);
        _ = at.ToUnixTimeSeconds().TryFormat(time, out var digits, default, CultureInfo.InvariantCulture);
        field.Advance(digits);
        field.Append(";\r\n h="u8);
        scratch.WriteNames();
        field.Append("\r\n bh="u8);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        RelaxedCanonicalization.BodyHash(body, hash);
        Base64.EncodeToUtf8(hash, field.GetSpan(44), out _, out var written);
        field.Advance(written);
        field.Append(";\r\n b="u8);
    }

    private static byte[] Head(string domain, string selector) => Encoding.ASCII.GetBytes(
        $"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; q=dns/txt;\r\n d={domain}; s={selector}; t=");
}
