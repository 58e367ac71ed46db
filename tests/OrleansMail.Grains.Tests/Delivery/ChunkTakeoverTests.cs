using OrleansMail.Campaigns;
using OrleansMail.Ledger;
using OrleansMail.Outcomes;
using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

public sealed class ChunkTakeoverTests
{
    private static readonly ChunkClaim Left = new(7, 3, 5, "heir");

    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(ChunkClaim Claim, DateTimeOffset? Due)> _given = [];
    private readonly Queue<ChunkClaim> _left = new([Left]);
    private int _failures;

    [Theory]
    [InlineData(InDoubt.Hold, true)]
    [InlineData(InDoubt.Resend, false)]
    public async Task Who_was_in_doubt_is_recorded_and_the_chunk_is_free_for_everybody(InDoubt policy, bool final)
    {
        var world = new DeliveryWorld(new FakeRun(inDoubt: policy));
        world.Ledger.History.Add(State(3_000, OutcomeKind.Delivered, final: true));
        world.Ledger.History.Add(State(3_001, null, inDoubt: true));
        world.Ledger.History.Add(State(3_002, OutcomeKind.Deferred));

        var running = world.TakeOverAsync(Audience(), _stop.Task, _freed.SetResult);
        await _freed.Task;
        _stop.SetResult();
        await running;

        var entry = Assert.Single(world.Ledger.Recorded);
        Assert.Equal((3_001L, OutcomeKind.Unknown, final), (entry.Row, entry.Kind, entry.Final));
        Assert.Equal([(Left, DateTimeOffset.UnixEpoch)], _given.Select(one => (one.Claim, one.Due!.Value)));
        Assert.Equal(0, world.Sessions.Started);
    }

    [Fact]
    public async Task What_was_taken_is_given_back_though_storage_fails_and_the_campaign_is_stopped()
    {
        var world = new DeliveryWorld();
        _failures = 2;

        var running = world.TakeOverAsync(Audience(), _stop.Task, _freed.SetResult);
        _stop.SetResult();
        while (await Task.WhenAny(running, world.Clock.Armed) != running)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await running;
        Assert.Equal(Left, Assert.Single(_given).Claim);
    }

    [Fact]
    public async Task A_silo_that_had_many_chunks_is_taken_over_without_a_pause()
    {
        const int chunks = 20;
        var world = new DeliveryWorld();
        Enumerable.Range(0, chunks - 1).ToList().ForEach(number => _left.Enqueue(Left with { Chunk = number }));
        var freed = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var running = world.TakeOverAsync(Audience(), _stop.Task, () =>
        {
            if (++freed == chunks)
            {
                all.SetResult();
            }
        });
        await all.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        _stop.SetResult();
        await running;

        Assert.Equal(chunks, _given.Count);
    }

    private IAudienceStore Audience() => Stub.Of<IAudienceStore>((method, arguments) => method.Name switch
    {
        nameof(IAudienceStore.TakeOverAsync) => Task.FromResult<IReadOnlyList<ChunkClaim>>(
            [.. Enumerable.Range(0, Math.Min((int)arguments[2]!, _left.Count)).Select(_ => _left.Dequeue())]),
        nameof(IAudienceStore.FinishAsync) => Give((ChunkClaim)arguments[0]!, (DateTimeOffset?)arguments[1]),
        _ => throw new NotSupportedException(method.Name),
    });

    private Task Give(ChunkClaim claim, DateTimeOffset? due)
    {
        if (_failures-- > 0)
        {
            return Task.FromException(new IOException("The database is gone."));
        }

        _given.Add((claim, due));
        return Task.CompletedTask;
    }

    private static RowState State(long row, OutcomeKind? kind, bool final = false, bool inDoubt = false) =>
        new(row, 1, kind, final, inDoubt, null, null, null);
}
