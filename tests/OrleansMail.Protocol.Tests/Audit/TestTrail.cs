using CsCheck;

namespace OrleansMail.Audit;

/// <summary>Makes trails for tests.</summary>
internal static class TestTrail
{
    public const string Name = "example.com";

    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<string> Text = Gen.String[Gen.Char["ab \"\\\n\u0001é春=<\u2028"], 0, 12];

    /// <summary>Entries without place and hash, with all sorts of texts.</summary>
    public static Gen<AuditEntry> Fact { get; } = Gen.Select(
        Gen.Select(Text, Text, Text, Text),
        Gen.Select(Text, Text, Text),
        Gen.Long[0, 4_000_000_000],
        Gen.Guid,
        Gen.Bool,
        (who, what, time, id, second) => new AuditEntry(
            0, Noon.AddMilliseconds(time), who.Item1, who.Item2, who.Item3, who.Item4, what.Item1, what.Item2, "", Name,
            "", what.Item3, id, "Person", second ? Noon : null));

    /// <summary>A trail of facts, in their order.</summary>
    public static AuditEntry[] Of(IEnumerable<AuditEntry> facts)
    {
        var trail = new List<AuditEntry>();
        foreach (var fact in facts)
        {
            trail.Add(Chained(fact, trail.Count + 1, trail.Count == 0 ? AuditHash.None : trail[^1].Hash));
        }

        return [.. trail];
    }

    public static AuditEntry[] Of(int count) => Of(Enumerable.Range(1, count).Select(Plain));

    public static AuditEntry Plain(int number) => new(
        0, Noon.AddSeconds(number), "ada", "192.0.2.7", "campaign.start", $"campaign:c{number}", "Allowed", "", "", Name,
        "", "s1", new Guid(number, 0, 0, new byte[8]), "Person", null);

    public static AuditEntry Chained(AuditEntry fact, long seq, string prev) =>
        (fact with { Seq = seq, Prev = prev }).Sealed();

    public static MerkleFrontier Tree(IEnumerable<AuditEntry> entries)
    {
        var tree = new MerkleFrontier();
        foreach (var entry in entries)
        {
            tree.Add(Convert.FromHexString(entry.Hash));
        }

        return tree;
    }
}
