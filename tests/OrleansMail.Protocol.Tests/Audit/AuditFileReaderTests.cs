using System.Text.Json;
using CsCheck;

namespace OrleansMail.Audit;

public sealed class AuditFileReaderTests
{
    private static readonly string Line = JsonSerializer.Serialize(TestTrail.Of(1)[0], AuditJson.Shared.AuditEntry);

    [Fact]
    public void An_entry_reads_back_as_it_was_written() => TestTrail.Fact.Sample(fact =>
    {
        var entry = TestTrail.Chained(fact, 1, AuditHash.None);

        var line = Assert.Single(Read(JsonSerializer.Serialize(entry, AuditJson.Shared.AuditEntry) + "\n"));

        Assert.Equal(entry, line.Entry);
        Assert.Equal(entry.Hash, AuditHash.Of(line.Entry!));
    });

    public static TheoryData<string> BadLines => new()
    {
        "{}",
        "[]",
        "null",
        "nonsense",
        Line[..^1],
        Line.Replace("{\"seq\":1", "{\"seq\":1,\"note\":\"a field that no hash covers\"", StringComparison.Ordinal),
        Line.Replace("{\"seq\":1", "{\"seq\":1,\"seq\":1", StringComparison.Ordinal),
        Line.Replace("\"session\":\"s1\",", "", StringComparison.Ordinal),
        Line.Replace("\"session\":\"s1\"", "\"session\":null", StringComparison.Ordinal),
        Line.Replace("12:00:01.000Z", "12:00:01Z", StringComparison.Ordinal),
        Line.Replace("\"ada\"", "\"\\ud800\"", StringComparison.Ordinal),
        new string('x', 70_000),
    };

    [Theory, MemberData(nameof(BadLines))]
    public void A_line_that_is_not_exactly_an_entry_makes_its_trail_bad(string bad)
    {
        var verifier = new AuditVerifier(null);
        verifier.Add(Read($"{Line}\n{bad}\n"));

        var verdict = Assert.Single(verifier.End());

        Assert.Equal(2, verdict.FirstBad);
        Assert.StartsWith("line 2: ", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_last_line_without_an_end_is_read_or_passed_over()
    {
        Assert.Equal([1, 2], Read($"{Line}\n{Line}").Select(line => line.Number));
        Assert.Equal([1], AuditFileReader.Read(new StringReader($"{Line}\n{Line}"), dropTorn: true).Select(line => line.Number));
        Assert.Empty(Read(""));
    }

    private static IEnumerable<AuditFileLine> Read(string text) => AuditFileReader.Read(new StringReader(text));
}
