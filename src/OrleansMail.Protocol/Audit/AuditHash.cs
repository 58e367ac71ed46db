using System.Security.Cryptography;

namespace OrleansMail.Audit;

/// <summary>
/// The hash of an entry: SHA-256 over 0x00 and its canonical JSON (RFC 8785) without the hash itself. It is the leaf of
/// the trail's Merkle tree (RFC 9162 §2.1.1).
/// </summary>
public static class AuditHash
{
    private const byte LeafPrefix = 0x00;

    /// <summary>What the first entry of a trail has for the hash of the one before.</summary>
    public static string None { get; } = new('0', SHA256.HashSizeInBytes * 2);

    /// <summary>64 lower-case hex digits; <see cref="AuditEntry.Hash"/> is not looked at.</summary>
    public static string Of(AuditEntry entry) => Convert.ToHexStringLower(SHA256.HashData([LeafPrefix, .. Canonical(entry)]));

    /// <summary>The octets that are hashed, after the prefix.</summary>
    public static byte[] Canonical(AuditEntry entry) => new CanonicalJson()
        .Add("action", entry.Action)
        .Add("at", AuditTime.Text(entry.At))
        .Add("caller", entry.Caller)
        .Add("detail", entry.Detail)
        .Add("from", entry.From)
        .Add("id", entry.Id.ToString("D"))
        .Add("kind", entry.Kind)
        .Add("prev", entry.Prev)
        .Add("result", entry.Result)
        .Add("secondFactorAt", entry.SecondFactorAt is { } at ? AuditTime.Text(at) : null)
        .Add("seq", entry.Seq)
        .Add("session", entry.Session)
        .Add("target", entry.Target)
        .Add("trail", entry.Trail)
        .Octets();
}
