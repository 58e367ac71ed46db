using System.Text.Json.Serialization;

namespace OrleansMail.Audit;

/// <summary>One entry of an audit trail, as it is hashed, stored, listed and exported.</summary>
/// <remarks>
/// The hash covers every other field, and with <paramref name="Prev"/> the whole trail before. Words for
/// <paramref name="Result"/> and <paramref name="Kind"/> are texts, so that an entry somebody has changed can be read too.
/// </remarks>
/// <param name="Seq">Place in its trail, from 1, without a gap.</param>
/// <param name="At">UTC, in whole milliseconds.</param>
/// <param name="Caller">User name, id of an API key, or <c>engine</c>.</param>
/// <param name="From">Network address of the caller; empty if it is not known.</param>
/// <param name="Action">A right, or an event such as <c>sign-in</c>.</param>
/// <param name="Target">What it was done to.</param>
/// <param name="Result"><c>Allowed</c>, <c>Refused</c> or <c>Noted</c>.</param>
/// <param name="Hash">SHA-256, 64 lower-case hex digits; see <see cref="AuditHash"/>.</param>
/// <param name="Trail">A sending domain in A-labels, or <c>system</c>.</param>
/// <param name="Prev">The hash of the entry before; <see cref="AuditHash.None"/> for the first.</param>
/// <param name="Session">Ties the entries of one session together; no secret.</param>
/// <param name="Id">Chosen by whoever reported it.</param>
/// <param name="Kind"><c>Person</c>, <c>Service</c> or <c>Engine</c>.</param>
/// <param name="SecondFactorAt">When the caller last showed a second factor in this session; null for never.</param>
public sealed record AuditEntry(
    long Seq,
    [property: JsonConverter(typeof(AuditTimeConverter))] DateTimeOffset At,
    string Caller,
    string From,
    string Action,
    string Target,
    string Result,
    string Detail,
    string Hash,
    string Trail,
    string Prev,
    string Session,
    Guid Id,
    string Kind,
    [property: JsonConverter(typeof(AuditTimeConverter))] DateTimeOffset? SecondFactorAt)
{
    /// <summary>The same entry with the hash that belongs to it.</summary>
    public AuditEntry Sealed() => this with { Hash = AuditHash.Of(this) };
}
