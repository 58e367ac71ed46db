using Microsoft.Extensions.Time.Testing;
using OrleansMail.Audit;
using OrleansMail.People;

namespace OrleansMail.Storage;

public abstract class AuditStoreTests(StorageKind kind) : StoreTests(kind)
{
    private const string Trail = AuditTrial.Trail;

    private IAuditStore Store => AuditTrial.StoreOf(Trial);

    [Fact]
    public async Task What_was_appended_survives_a_kill_and_the_trail_goes_on()
    {
        var writer = AuditTrial.Writer(Trial);
        var facts = Enumerable.Range(0, 50).Select(_ => AuditTrial.Fact()).ToArray();
        await Task.WhenAll(facts.Select(writer.AppendAsync));

        using var folder = new TempFolder();
        using var again = Trial.Heir(folder);
        Assert.Equal(51, await AuditTrial.Writer(again).AppendAsync(AuditTrial.Fact()));
        Assert.Equal(
            facts.Select(fact => fact.Id).Order(),
            (await AuditTrial.ReadAsync(again)).Take(50).Select(entry => entry.Id).Order());
        Assert.Null((await AuditTrial.VerifyAsync(again)).FirstBad);
    }

    [Fact]
    public async Task A_repeated_fact_is_found_after_a_restart()
    {
        var fact = AuditTrial.Fact();
        await AuditTrial.Writer(Trial).AppendAsync(AuditTrial.Fact());
        await AuditTrial.Writer(Trial).AppendAsync(fact);

        using var folder = new TempFolder();
        using var again = Trial.Heir(folder);

        Assert.Equal(2, await AuditTrial.Writer(again).AppendAsync(fact));
        Assert.Equal(2, (await AuditTrial.ReadAsync(again)).Count);
    }

    [Fact]
    public async Task Two_activations_at_once_leave_one_trail_without_a_gap()
    {
        var (one, other) = (AuditTrial.Writer(Trial), AuditTrial.Writer(Trial));
        var facts = Enumerable.Range(0, 200).Select(_ => AuditTrial.Fact()).ToArray();

        var seqs = await Task.WhenAll(facts.Select((fact, i) => (i % 2 == 0 ? one : other).AppendAsync(fact)));

        Assert.Equal(Enumerable.Range(1, 200).Select(seq => (long)seq), seqs.Order());
        Assert.Null((await AuditTrial.VerifyAsync(Trial)).FirstBad);
    }

    [Fact]
    public async Task Entries_that_do_not_follow_the_end_are_fenced_off_and_nothing_is_written()
    {
        await AuditTrial.Writer(Trial).AppendAsync(AuditTrial.Fact());
        var head = await Store.HeadAsync(Trail);

        Assert.True((await Store.AppendAsync([AuditTrial.Entry(AuditHead.Empty)])).IsFenced);
        Assert.True((await Store.AppendAsync([AuditTrial.Entry(new AuditHead(head.Seq + 1, head.Hash))])).IsFenced);
        Assert.True((await Store.AppendAsync([AuditTrial.Entry(new AuditHead(head.Seq, AuditHash.None))])).IsFenced);
        Assert.True((await Store.AppendAsync([AuditTrial.Entry(head)])).IsWritten);
        Assert.Equal(2, (await AuditTrial.ReadAsync(Trial)).Count);
    }

    [Fact]
    public async Task Entries_are_found_by_every_filter()
    {
        var noon = StorageTrial.Noon;
        var clock = new FakeTimeProvider(noon);
        var writer = new AuditWriter(Trail, Store, new AuditTally(), clock);
        await writer.AppendAsync(AuditTrial.Fact());
        clock.Advance(TimeSpan.FromMinutes(1));
        await writer.AppendAsync(AuditTrial.Fact() with
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
        await AuditTrial.Writer(Trial, "b.example").AppendAsync(AuditTrial.Fact());
        await AuditTrial.Writer(Trial, "a.example").AppendAsync(AuditTrial.Fact());
        await AuditTrial.Writer(Trial, "a.example").AppendAsync(AuditTrial.Fact());

        Assert.Equal([new AuditTrail("a.example", 2), new AuditTrail("b.example", 1)], await Store.TrailsAsync());
        Assert.Empty(await Store.ListAsync(Trail, new AuditFilter(), 0, 10, 10));
        Assert.Equal(AuditHead.Empty, await Store.HeadAsync(Trail));
    }

    [Fact]
    public async Task Without_any_trail_the_list_is_empty() => Assert.Empty(await Store.TrailsAsync());

    private async Task<string> SeqsAsync(AuditFilter filter) =>
        string.Join(", ", (await Store.ListAsync(Trail, filter, 0, 10, 10)).Select(entry => entry.Seq));
}

public sealed class SqliteAuditStoreTests() : AuditStoreTests(StorageKind.Sqlite);

public sealed class PostgresAuditStoreTests() : AuditStoreTests(StorageKind.Postgres);
