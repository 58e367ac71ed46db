namespace OrleansMail.Recipients;

/// <summary>One recipient as stored.</summary>
/// <param name="Line">Line in the source file; 0 for a stream.</param>
/// <param name="Address">Wire form (RFC 5321 §4.1.2).</param>
/// <param name="Key">Keyed hash of the canonical address, 16 octets; the address is found by it.</param>
/// <param name="Values">In the order of the audience's columns.</param>
public sealed record AudienceRow(long Line, string Address, byte[] Key, string[] Values)
{
    /// <summary>In place of a row that was not asked for: to read a few of a chunk does not cost as much as all.</summary>
    public static AudienceRow NotRead { get; } = new(0, "", [], []);
}
