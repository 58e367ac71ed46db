using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrleansMail.Audit;
using OrleansMail.People;

namespace OrleansMail.Storage;

public abstract class AuditStoreTests(StorageKind kind) : StoreTests(kind)
{
    private const string Trail = "example.com";

    private IAuditStore Store => StoreOf(Trial);

    [Fact]
    public async Task What_was_appended_survives_a_kill_and_the_trail_goes_on()
    {
        var writer = Writer(Trial);
        var facts = Enumerable.Range(0, 50).Select(_ => Fact()).ToArray();
        await Task.WhenAll(facts.Select(writer.AppendAsync));

        using var folder = new TempFolder();
        using var again = Trial.Heir(folder);
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
        await Writer(Trial).AppendAsync(Fact());
        await Writer(Trial).AppendAsync(fact);

        using var folder = new TempFolder();
        using var again = Trial.Heir(folder);

        Assert.Equal(2, await Writer(again).AppendAsync(fact));
        Assert.Equal(2, (await ReadAsync(again)).Count);
    }

    [Fact]
    public async Task Two_activations_at_once_leave_one_trail_without_a_gap()
    {
        var (one, other) = (Writer(Trial), Writer(Trial));
        var facts = Enumerable.Range(0, 200).Select(_ => Fact()).ToArray();

        var seqs = await Task.WhenAll(facts.Select((fact, i) => (i % 2 == 0 ? one : other).AppendAsync(fact)));

        Assert.Equal(Enumerable.Range(1, 200).Select(seq => (long)seq), seqs.Order());
        Assert.Null((await VerifyAsync(Trial)).FirstBad);
    }

    [Fact]
    public async Task Entries_that_do_not_follow_the_end_are_fenced_off_and_nothing_is_written()
    {
        await Writer(Trial).AppendAsync(Fact());
        var head = await Store.HeadAsync(Trail);

        Assert.True((await Store.AppendAsync([Entry(AuditHead.Empty)])).IsFenced);
        Assert.True((await Store.AppendAsync([Entry(new AuditHead(head.Seq + 1, head.Hash))])).IsFenced);
        Assert.True((await Store.AppendAsync([Entry(new AuditHead(head.Seq, AuditHash.None))])).IsFenced);
        Assert.True((await Store.AppendAsync([Entry(head)])).IsWritten);
        Assert.Equal(2, (await ReadAsync(Trial)).Count);
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
        await Writer(Trial, "b.example").AppendAsync(Fact());
        await Writer(Trial, "a.example").AppendAsync(Fact());
        await Writer(Trial, "a.example").AppendAsync(Fact());

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

public sealed class SqliteAuditStoreTests() : AuditStoreTests(StorageKind.Sqlite);

public sealed class PostgresAuditStoreTests() : AuditStoreTests(StorageKind.Postgres);
