using System.Text;

namespace OrleansMail.Audit;

public sealed class AuditHashTests
{
    private static readonly AuditEntry Entry = new(
        1, TestTrail.Noon, "ada", "192.0.2.7", "campaign.approve", "campaign:春の便り", "Allowed",
        "hash \"ab\" → \\\\ ok\n\u0001", "", "example.com", AuditHash.None, "s1",
        new Guid("00112233-4455-6677-8899-aabbccddeeff"), "Person", TestTrail.Noon.AddMilliseconds(-1));

    /// <summary>Made by another program, which sorts and escapes by itself.</summary>
    [Fact]
    public void The_canonical_form_and_its_hash_are_those_of_another_implementation()
    {
        const string canonical = """
            {"action":"campaign.approve","at":"2026-03-01T12:00:00.000Z","caller":"ada","detail":"hash \"ab\" → \\\\ ok\n\u0001","from":"192.0.2.7","id":"00112233-4455-6677-8899-aabbccddeeff","kind":"Person","prev":"0000000000000000000000000000000000000000000000000000000000000000","result":"Allowed","secondFactorAt":"2026-03-01T11:59:59.999Z","seq":1,"session":"s1","target":"campaign:春の便り","trail":"example.com"}
            """;

        Assert.Equal(canonical, Encoding.UTF8.GetString(AuditHash.Canonical(Entry)));
        Assert.Equal("b4462d50327b97285544601ebcd5d31df554578719400b3336e121cbae0221e7", AuditHash.Of(Entry));
    }

    [Fact]
    public void Null_and_empty_texts_are_hashed_as_another_implementation_does()
    {
        var next = new AuditEntry(
            2, TestTrail.Noon.AddMilliseconds(1), "engine", "", "lock-out", "user:bob", "Noted", "", "", "example.com",
            AuditHash.Of(Entry), "", new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"), "Engine", null);

        Assert.Equal("c5dc66ffe817cfbe4ed501fd0572766be434846fece14b02e372eecdd415e05c", AuditHash.Of(next));
    }

    [Fact]
    public void The_zone_of_an_instant_does_not_matter() => Assert.Equal(
        AuditHash.Of(Entry),
        AuditHash.Of(Entry with { At = Entry.At.ToOffset(TimeSpan.FromHours(9)) }));
}
