using Microsoft.Extensions.Time.Testing;
using OrleansMail.People;

namespace OrleansMail.Audit;

public sealed class AuditWriterTests
{
    private const string Trail = "example.com";

    private readonly MemoryAudit _store = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public async Task What_comes_while_a_group_is_written_makes_one_group()
    {
        var gate = new TaskCompletionSource();
        _store.Before = () => gate.Task;
        var writer = Writer();
        var first = writer.AppendAsync(Fact());
        var others = Enumerable.Range(0, 100).Select(_ => writer.AppendAsync(Fact())).ToArray();
        Assert.False(first.IsCompleted);
        gate.SetResult();

        Assert.Equal(1, await first);
        Assert.Equal(Enumerable.Range(2, 100).Select(seq => (long)seq), await Task.WhenAll(others));
        Assert.Equal(2, _store.Writes);
        Assert.Null(Verdict().FirstBad);
    }

    [Fact]
    public async Task The_same_fact_again_has_the_entry_that_it_has()
    {
        var fact = Fact();
        var writer = Writer();
        var both = await Task.WhenAll(writer.AppendAsync(fact), writer.AppendAsync(fact));
        await writer.AppendAsync(Fact());

        Assert.Equal([1, 1], both);
        Assert.Equal(1, await writer.AppendAsync(fact with { Detail = "other" }));
        Assert.Equal(1, await Writer().AppendAsync(fact));
        Assert.Equal(2, _store[Trail].Length);
    }

    [Fact]
    public async Task A_known_fact_does_not_hold_up_the_new_ones_of_its_group()
    {
        var known = Fact();
        await Writer().AppendAsync(known);
        var gate = new TaskCompletionSource();
        _store.Before = () => gate.Task;
        var writer = Writer();
        var first = writer.AppendAsync(Fact());
        var group = Task.WhenAll(writer.AppendAsync(Fact()), writer.AppendAsync(known), writer.AppendAsync(Fact()));
        gate.SetResult();

        Assert.Equal(2, await first);
        var seqs = await group;
        Assert.Equal([3, 1, 4], seqs);
        Assert.Null(Verdict().FirstBad);
    }

    [Fact]
    public async Task A_second_activation_is_refused_reads_the_end_and_goes_on()
    {
        var (one, other) = (Writer(), Writer());
        await one.AppendAsync(Fact());
        await other.AppendAsync(Fact());

        // Each of the two now believes that the trail ends with its own entry.
        var seqs = new List<long>();
        for (var i = 0; i < 10; i++)
        {
            seqs.Add(await one.AppendAsync(Fact()));
            seqs.Add(await other.AppendAsync(Fact()));
        }

        Assert.Equal(Enumerable.Range(3, 20).Select(seq => (long)seq), seqs);
        Assert.Null(Verdict().FirstBad);
        Assert.Equal(22, Verdict().Entries);
    }

    [Fact]
    public async Task A_write_that_failed_is_told_and_the_next_one_begins_at_the_true_end()
    {
        var writer = Writer();
        await writer.AppendAsync(Fact());

        // The write is durable, but its answer is lost.
        _store.After = () => throw new IOException("the disk");
        var lost = Fact();
        await Assert.ThrowsAsync<IOException>(() => writer.AppendAsync(lost));
        _store.After = () => Task.CompletedTask;

        Assert.Equal(3, await writer.AppendAsync(Fact()));
        Assert.Equal(2, await writer.AppendAsync(lost));
        Assert.Null(Verdict().FirstBad);
    }

    [Fact]
    public async Task Texts_are_bounded_and_encoded_before_they_are_stored()
    {
        var caller = new Caller("ada\n", CallerKind.Person, "192.0.2.7", "s1", _clock.GetUtcNow().AddTicks(7));

        await Writer().AppendAsync(new AuditFact(
            Guid.NewGuid(), caller, new string('a', 100), "campaign:\u202ex", AuditResult.Refused, new string('d', 3_000)));

        var entry = Assert.Single(_store[Trail]);
        Assert.Equal(@"ada\u000a", entry.Caller);
        Assert.Equal(64, entry.Action.Length);
        Assert.Equal(@"campaign:\u202ex", entry.Target);
        Assert.Equal(2_048, entry.Detail.Length);
        Assert.Equal(("Refused", "Person"), (entry.Result, entry.Kind));
        Assert.Equal(0, (entry.At.Ticks + entry.SecondFactorAt!.Value.Ticks) % TimeSpan.TicksPerMillisecond);
        Assert.Equal(AuditHash.Of(entry), entry.Hash);
    }

    private static AuditFact Fact() => new(
        Guid.NewGuid(), Caller.Engine, Right.CampaignStart, "campaign:spring", AuditResult.Allowed, "");

    private AuditWriter Writer() => new(Trail, _store, new AuditTally(), _clock);

    private TrailVerdict Verdict()
    {
        var verifier = new AuditVerifier(null);
        Array.ForEach(_store[Trail], verifier.Add);
        return Assert.Single(verifier.End());
    }
}
