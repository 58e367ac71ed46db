using System.Text.Json.Serialization;

namespace OrleansMail.Audit;

/// <summary>A signed word about a trail: at this time it had so many entries, and they were these.</summary>
/// <param name="Trail">A sending domain in A-labels, or <c>system</c>.</param>
/// <param name="Size">Entries covered, from the first.</param>
/// <param name="Root">Root of their Merkle tree (RFC 9162 §2.1.1), 64 lower-case hex digits.</param>
/// <param name="At">UTC, in whole milliseconds.</param>
/// <param name="KeyId">Which key signed; see <see cref="CheckpointKeys"/>.</param>
/// <param name="Signature">Ed25519 (RFC 8032 §5.1) over <see cref="Octets"/>, Base64.</param>
public sealed record AuditCheckpoint(
    string Trail,
    long Size,
    string Root,
    [property: JsonConverter(typeof(AuditTimeConverter))] DateTimeOffset At,
    string KeyId,
    string Signature)
{
    /// <summary>The octets that are signed: canonical JSON (RFC 8785) with a type, so that no other text of ours passes.</summary>
    public byte[] Octets() => new CanonicalJson()
        .Add("at", AuditTime.Text(At))
        .Add("keyId", KeyId)
        .Add("root", Root)
        .Add("size", Size)
        .Add("trail", Trail)
        .Add("type", "orleansmail.audit-checkpoint")
        .Octets();
}
