using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization;

namespace OrleansMail.Storage;

public sealed class DatabaseClockTests
{
    private static readonly DateTimeOffset Theirs = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly SetClock _machine = new(Theirs.AddHours(-7));
    private readonly DatabaseClock _clock;

    public DatabaseClockTests() => _clock = new DatabaseClock(_machine);

    [Fact]
    public void Before_the_first_answer_it_is_the_machines_time() => Assert.Equal(_machine.GetUtcNow(), _clock.GetUtcNow());

    [Fact]
    public void What_the_server_said_is_taken_for_the_middle_of_question_and_answer()
    {
        Hear(Theirs, TimeSpan.FromMilliseconds(10));

        Assert.Equal(Theirs.AddMilliseconds(5), _clock.GetUtcNow());
    }

    [Fact]
    public void In_between_it_counts_by_the_timer_whatever_hour_the_machine_is_set_to()
    {
        Hear(Theirs, TimeSpan.Zero);
        _machine.Advance(TimeSpan.FromSeconds(90));
        _machine.SetBy = TimeSpan.FromHours(5);

        Assert.Equal(Theirs.AddSeconds(90), _clock.GetUtcNow());
    }

    [Fact]
    public void A_slower_answer_that_agrees_changes_nothing()
    {
        Hear(Theirs, TimeSpan.FromMilliseconds(1));
        var before = _clock.GetUtcNow();
        Hear(before, TimeSpan.FromMilliseconds(400));

        Assert.Equal(before.AddMilliseconds(400), _clock.GetUtcNow());
    }

    [Fact]
    public void An_answer_as_fast_is_taken_and_so_a_slow_quartz_is_made_good()
    {
        Hear(Theirs, TimeSpan.FromMilliseconds(2));
        Hear(Theirs.AddMilliseconds(2.4), TimeSpan.FromMilliseconds(2));

        Assert.Equal(Theirs.AddMilliseconds(3.4), _clock.GetUtcNow());
    }

    [Fact]
    public void A_slow_answer_that_contradicts_is_believed_for_another_server_has_another_clock()
    {
        Hear(Theirs, TimeSpan.FromMilliseconds(1));
        Hear(Theirs.AddSeconds(-3), TimeSpan.FromMilliseconds(100));

        Assert.Equal(Theirs.AddSeconds(-3).AddMilliseconds(50), _clock.GetUtcNow());
    }

    [Fact]
    public async Task Who_stores_in_PostgreSQL_gets_its_time_from_there()
    {
        using var folder = new TempFolder();
        var postgres = await PostgresTrial.CreateAsync(await TestServer.GetAsync());
        await using var services = new ServiceCollection().AddSerializer()
            .AddPostgresStorage(postgres.Connection, folder.Root, null).BuildServiceProvider();
        var clock = Assert.IsType<DatabaseClock>(services.GetRequiredService<TimeProvider>());

        var before = (DateTime)postgres.Ask("SELECT clock_timestamp()")!;
        var now = clock.GetUtcNow().UtcDateTime;
        var after = (DateTime)postgres.Ask("SELECT clock_timestamp()")!;

        // The answer to its first question may have taken a second on a busy machine, and it is right to half of that.
        Assert.InRange(now, before.AddSeconds(-1), after.AddSeconds(1));
    }

    private void Hear(DateTimeOffset said, TimeSpan after)
    {
        var asked = _clock.GetTimestamp();
        _machine.Advance(after);
        _clock.Saw(asked, said);
    }

    /// <summary>A machine whose hour can be set, while its timer goes on as it did.</summary>
    private sealed class SetClock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        public TimeSpan SetBy { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + SetBy;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }
}
