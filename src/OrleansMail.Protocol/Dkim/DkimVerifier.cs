using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace OrleansMail.Dkim;

/// <summary>Checks a message's first DKIM-Signature: rsa-sha256 and relaxed/relaxed, which is what we send.</summary>
/// <remarks>All else is a <see cref="DkimVerdict.PermError"/>: this is no gateway's verifier.</remarks>
public static class DkimVerifier
{
    // RFC 8301 §3.2.
    private const int FewestBits = 1024;

    // Reading a key costs more than using it, and a run of mail has one record. Per thread: RSA objects are not shared.
    [ThreadStatic]
    private static (string Record, RSA Key)? _lastKey;

    private static readonly string[] RequiredTags = ["v", "a", "b", "bh", "d", "h", "s"];

    /// <param name="findRecord">Selector and domain to the joined TXT value at <c>s._domainkey.d</c>, or null.</param>
    public static DkimVerification Verify(ReadOnlySpan<byte> message, Func<string, string, string?> findRecord)
    {
        var fields = HeaderFields.Read(message);
        var own = fields.All.FirstOrDefault(field => field.Name == "dkim-signature");
        if (own.Name is null)
        {
            return new DkimVerification(DkimVerdict.None, string.Empty, string.Empty, "no signature");
        }

        var field = Encoding.Latin1.GetString(message[own.Octets]);
        var tags = TagList.Read(field[(field.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        if (tags is null || !Array.TrueForAll(RequiredTags, tags.ContainsKey))
        {
            return new DkimVerification(DkimVerdict.PermError, string.Empty, string.Empty, "malformed signature");
        }

        DkimVerification Verdict(DkimVerdict verdict, string reason) => new(verdict, tags["d"], tags["s"], reason);

        if (Unusable(tags) is { } unusable)
        {
            return Verdict(DkimVerdict.PermError, unusable);
        }

        var body = RelaxedCanonicalization.BodyHash(message[fields.BodyStart..]);
        if (!body.AsSpan().SequenceEqual(TagList.Base64(tags["bh"])))
        {
            return Verdict(DkimVerdict.Fail, "the body was changed");
        }

        var key = Key(findRecord(tags["s"], tags["d"]));
        if (key is null)
        {
            return Verdict(DkimVerdict.PermError, "no usable key record");
        }

        var digest = Digest(message, fields, tags, field);
        return TagList.Base64(tags["b"]) is { } signature
            && key.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            ? Verdict(DkimVerdict.Pass, string.Empty)
            : Verdict(DkimVerdict.Fail, "the header was changed or another key signed");
    }

    private static string? Unusable(Dictionary<string, string> tags) =>
        tags["v"] != "1" ? "unknown version"
        : tags["a"] != "rsa-sha256" ? "unsupported algorithm"
        : tags.GetValueOrDefault("c") != "relaxed/relaxed" ? "unsupported canonicalisation"
        : tags.ContainsKey("l") ? "a body length limit"
        : !Names(tags).Contains("from", StringComparer.Ordinal) ? "From is not signed"
        : null;

    private static string[] Names(Dictionary<string, string> tags) =>
        TagList.Solid(tags["h"]).ToLowerInvariant().Split(':');

    private static byte[] Digest(
        ReadOnlySpan<byte> message,
        HeaderFields fields,
        Dictionary<string, string> tags,
        string field)
    {
        var canonical = new ArrayBufferWriter<byte>(2048);
        foreach (var range in SignedHeaders.Select(fields, Names(tags)))
        {
            RelaxedCanonicalization.WriteHeader(canonical, message[range]);
            canonical.Write("\r\n"u8);
        }

        RelaxedCanonicalization.WriteHeader(canonical, Encoding.Latin1.GetBytes(WithoutSignature(field)));
        return SHA256.HashData(canonical.WrittenSpan);
    }

    // RFC 6376 §3.7: the value of b= counts as empty, all else of the field as it stands.
    private static string WithoutSignature(string field)
    {
        var start = field.IndexOf(':', StringComparison.Ordinal) + 1;
        while (true)
        {
            var end = field.IndexOf(';', start);
            var tag = end < 0 ? field[start..] : field[start..end];
            var equals = tag.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && tag[..equals].Trim() == "b")
            {
                return field[..(start + equals + 1)] + (end < 0 ? string.Empty : field[end..]);
            }

            start = end + 1;
        }
    }

    private static RSA? Key(string? record)
    {
        if (_lastKey is { } last && last.Record == record)
        {
            return last.Key;
        }

        var key = record is null ? null : ReadKey(record);
        if (key is not null)
        {
            _lastKey?.Key.Dispose();
            _lastKey = (record!, key);
        }

        return key;
    }

    // RFC 6376 §3.6.1; a record without p= or with an empty one is revoked.
    private static RSA? ReadKey(string record)
    {
        var tags = TagList.Read(record);
        if (tags is null
            || tags.GetValueOrDefault("v", "DKIM1") != "DKIM1"
            || tags.GetValueOrDefault("k", "rsa") != "rsa"
            || TagList.Base64(tags.GetValueOrDefault("p", string.Empty)) is not { Length: > 0 } octets)
        {
            return null;
        }

        var rsa = RSA.Create();
        try
        {
            rsa.ImportSubjectPublicKeyInfo(octets, out _);
        }
        catch (CryptographicException)
        {
            rsa.Dispose();
            return null;
        }

        if (rsa.KeySize < FewestBits)
        {
            rsa.Dispose();
            return null;
        }

        return rsa;
    }
}
