using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrleansMail.Audit;
using OrleansMail.People;

namespace OrleansMail.Storage;

public sealed class SqliteAuditStoreTests : IDisposable
{
    private const string Trail = "example.com";

    private readonly TempFolder _folder = new();
    private readonly StorageTrial _trial;

    public SqliteAuditStoreTests() => _trial = new StorageTrial(_folder.New("data"));

    private IAuditStore Store => StoreOf(_trial);

    public void Dispose()
    {
        _trial.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_appended_survives_a_kill_and_the_trail_goes_on()
    {
        var writer = Writer(_trial);
        var facts = Enumerable.Range(0, 50).Select(_ => Fact()).ToArray();
        await Task.WhenAll(facts.Select(writer.AppendAsync));

        using var again = new StorageTrial(_trial.CopyAsKilled(_folder.New("killed")));
        Assert.Equal(51, await Writer(again).AppendAsync(Fact()));
        Assert.Equal(
            facts.Select(fact => fact.Id).Order(),
            (await ReadAsync(again)).Take(50).Select(entry => entry.Id).Order());
        Assert.Null((await VerifyAsync(again)).FirstBad);
    }

    [Fact]
    public async Task A_repeated_fact_is_found_after_a_restart()
    {
        var fact = Fact();
        await Writer(_trial).AppendAsync(Fact());
        await Writer(_trial).AppendAsync(fact);

        using var again = new StorageTrial(_trial.CopyAsKilled(_folder.New("killed")));

        Assert.Equal(2, await Writer(again).AppendAsync(fact));
        Assert.Equal(2, (await ReadAsync(again)).Count);
    }

    [Fact]
    public async Task Two_activations_at_once_leave_one_trail_without_a_gap()
    {
        var (one, other) = (Writer(_trial), Writer(_trial));
        var facts = Enumerable.Range(0, 200).Select(_ => Fact()).ToArray();

        var seqs = await Task.WhenAll(facts.Select((fact, i) => (i % 2 == 0 ? one : other).AppendAsync(fact)));

        Assert.Equal(Enumerable.Range(1, 200).Select(seq => (long)seq), seqs.Order());
        Assert.Null((await VerifyAsync(_trial)).FirstBad);
    }

    [Fact]
    public async Task Entries_that_do_not_follow_the_end_are_fenced_off_and_nothing_is_written()
    {
        await Writer(_trial).AppendAsync(Fact());
        var head = await Store.HeadAsync(Trail);

        Assert.True((await Store.AppendAsync([Entry(AuditHead.Empty)])).IsFenced);
        Assert.True((await Store.AppendAsync([Entry(new AuditHead(head.Seq + 1, head.Hash))])).IsFenced);
        Assert.True((await Store.AppendAsync([Entry(new AuditHead(head.Seq, AuditHash.None))])).IsFenced);
        Assert.True((await Store.AppendAsync([Entry(head)])).IsWritten);
        Assert.Equal(2, (await ReadAsync(_trial)).Count);
    }

    [Theory]
    [InlineData("UPDATE audit SET caller = 'eve' WHERE seq = 1", "never changed")]
    [InlineData("DELETE FROM audit WHERE seq = 2", "never deleted")]
    [InlineData("INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 1", "only added at the end")]
    [InlineData("""
        INSERT OR REPLACE INTO audit SELECT trail, 3, id, at, caller, kind, origin, session, second_factor, action, target,
            result, detail, prev, hash FROM audit WHERE seq = 1
        """, "only added at the end")]
    [InlineData("""
        INSERT INTO audit SELECT trail, 9, x'00', at, caller, kind, origin, session, second_factor, action, target,
            result, detail, prev, hash FROM audit WHERE seq = 1
        """, "only added at the end")]
    public async Task The_database_itself_takes_nothing_but_entries_at_the_end(string sql, string reason)
    {
        await Writer(_trial).AppendAsync(Fact());
        await Writer(_trial).AppendAsync(Fact());

        var refused = Assert.Throws<SqliteException>(() => _trial.Tamper(sql));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await ReadAsync(_trial)).Count);
    }

    [Theory]
    [InlineData("UPDATE audit SET caller = 'eve' WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET at = 9000000000000000 WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET id = x'00' WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET hash = x'00' WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET detail = x'ff00' WHERE seq = 2", 2)]
    [InlineData("DELETE FROM audit WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET trail = 'other.example' WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET second_factor = 1 WHERE seq = 3", 3)]
    public async Task Somebody_who_drops_the_triggers_is_found_by_the_hashes(string sql, long firstBad)
    {
        for (var i = 0; i < 3; i++)
        {
            await Writer(_trial).AppendAsync(Fact());
        }

        _trial.Tamper("DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; " + sql);

        Assert.Equal(firstBad, (await VerifyAsync(_trial)).FirstBad);
    }

    [Fact]
    public async Task The_triggers_are_there_again_after_the_next_opening()
    {
        await Writer(_trial).AppendAsync(Fact());
        _trial.Tamper("DROP TRIGGER audit_no_update; UPDATE audit SET caller = 'eve'");

        using var again = new StorageTrial(_trial.CopyAsKilled(_folder.New("again")));

        Assert.Equal(1, (await StoreOf(again).HeadAsync(Trail)).Seq);
        Assert.Throws<SqliteException>(() => again.Tamper("UPDATE audit SET caller = 'ada'"));
    }

    [Fact]
    public async Task Entries_are_found_by_every_filter()
    {
        var noon = StorageTrial.Noon;
        var clock = new FakeTimeProvider(noon);
        var writer = new AuditWriter(Trail, Store, new AuditTally(), clock);
        await writer.AppendAsync(Fact());
        clock.Advance(TimeSpan.FromMinutes(1));
        await writer.AppendAsync(Fact() with
        {
            Caller = new Caller("ada", CallerKind.Person, "192.0.2.7", "s1", noon),
            Action = "sign-in",
            Target = "user:ada",
            Result = AuditResult.Refused,
        });

        Assert.Equal("2", await SeqsAsync(new AuditFilter(Caller: "ada")));
        Assert.Equal("2", await SeqsAsync(new AuditFilter(Action: "sign-in")));
        Assert.Equal("2", await SeqsAsync(new AuditFilter(Target: "user:")));
        Assert.Empty(await SeqsAsync(new AuditFilter(Target: "ser:")));
        Assert.Equal("2", await SeqsAsync(new AuditFilter(Result: AuditResult.Refused)));
        Assert.Equal("2", await SeqsAsync(new AuditFilter(Since: noon.AddTicks(1))));
        Assert.Equal("1", await SeqsAsync(new AuditFilter(Until: noon.AddMinutes(1))));
        Assert.Equal("1, 2", await SeqsAsync(new AuditFilter(Since: noon, Until: noon.AddMinutes(1).AddTicks(1))));
        Assert.Empty(await SeqsAsync(new AuditFilter(Caller: "ada", Action: "sign-out")));
    }

    [Fact]
    public async Task Trails_are_apart_and_listed_by_name()
    {
        await Writer(_trial, "b.example").AppendAsync(Fact());
        await Writer(_trial, "a.example").AppendAsync(Fact());
        await Writer(_trial, "a.example").AppendAsync(Fact());

        Assert.Equal([new AuditTrail("a.example", 2), new AuditTrail("b.example", 1)], await Store.TrailsAsync());
        Assert.Empty(await Store.ListAsync(Trail, new AuditFilter(), 0, 10, 10));
        Assert.Equal(AuditHead.Empty, await Store.HeadAsync(Trail));
    }

    [Fact]
    public async Task Without_any_trail_the_list_is_empty() => Assert.Empty(await Store.TrailsAsync());

    private static IAuditStore StoreOf(StorageTrial trial) => trial.Services.GetRequiredService<IAuditStore>();

    private static AuditFact Fact() => new(
        Guid.NewGuid(), Caller.Engine, Right.CampaignStart, "campaign:春", AuditResult.Allowed, "détail");

    private static AuditEntry Entry(AuditHead head) =>
        AuditFactText.EntryOf(Fact(), Trail, head, StorageTrial.Noon);

    private static AuditWriter Writer(StorageTrial trial, string trail = Trail) =>
        new(trail, StoreOf(trial), new AuditTally(), new FakeTimeProvider(StorageTrial.Noon));

    private static Task<IReadOnlyList<AuditEntry>> ReadAsync(StorageTrial trial) =>
        StoreOf(trial).ListAsync(Trail, new AuditFilter(), 0, long.MaxValue, 1_000);

    private static async Task<TrailVerdict> VerifyAsync(StorageTrial trial)
    {
        var verifier = new AuditVerifier(null);
        foreach (var entry in await ReadAsync(trial))
        {
            verifier.Add(entry);
        }

        return Assert.Single(verifier.End());
    }

    private async Task<string> SeqsAsync(AuditFilter filter) =>
        string.Join(", ", (await Store.ListAsync(Trail, filter, 0, 10, 10)).Select(entry => entry.Seq));
}
