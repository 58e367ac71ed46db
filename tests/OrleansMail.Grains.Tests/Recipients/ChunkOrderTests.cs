using Microsoft.Extensions.Time.Testing;

namespace OrleansMail.Recipients;

public sealed class ChunkOrderTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ChunkOrder _order;

    public ChunkOrderTests() => _order = new ChunkOrder(_clock);

    [Fact]
    public async Task Chunks_that_overtake_each_other_go_on_in_the_order_of_the_file()
    {
        _order.Start();
        var third = _order.TurnAsync(2);
        var second = _order.TurnAsync(1);
        Assert.True(await _order.TurnAsync(0));

        _order.Taken(0);
        Assert.True(await second);
        Assert.False(third.IsCompleted);

        _order.Taken(1);
        Assert.True(await third);
    }

    [Fact]
    public async Task A_chunk_that_was_taken_may_come_again()
    {
        _order.Start();
        _order.Taken(0);
        _order.Taken(1);

        Assert.True(await _order.TurnAsync(0));
        _order.Taken(0);
        Assert.True(await _order.TurnAsync(2));
    }

    [Fact]
    public async Task A_chunk_does_not_wait_for_ever_for_the_one_before()
    {
        _order.Start();
        var second = _order.TurnAsync(1);
        Assert.False(second.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.False(await second);
    }

    [Fact]
    public async Task After_a_restart_the_next_chunk_is_the_one_that_comes()
    {
        Assert.True(await _order.TurnAsync(7));
        _order.Taken(7);
        var ninth = _order.TurnAsync(9);
        Assert.False(ninth.IsCompleted);

        _order.Taken(8);

        Assert.True(await ninth);
    }
}
