using OrleansMail.Kill;
using OrleansMail.Trials;

namespace OrleansMail.Chaos;

public sealed class ChaosTableTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly KillVerdict Good = new(0, 0, 1, []);
    private static readonly ChaosOptions Options = new(1, 1, 1, [], 80, TimeSpan.Zero, "orleansmail.dll");

    [Theory]
    [InlineData(nameof(FaultKind.Kill), 12, 29, true)]
    [InlineData(nameof(FaultKind.Kill), 31, 29, false)]
    [InlineData(nameof(FaultKind.Kill), 12, 31, false)]
    [InlineData(nameof(FaultKind.Freeze), 31, 29, true)]
    [InlineData(nameof(FaultKind.Freeze), 12, 31, false)]
    public void After_a_kill_silence_is_bounded_and_takeover_after_every_fault(string kind, int silence, int found, bool holds)
    {
        using var output = new StringWriter();

        var held = ChaosTable.Print(
            output, Options, [Moment(Enum.Parse<FaultKind>(kind), silence)], [InDoubt(Noon.AddSeconds(found))], Good, 0, 0);

        Assert.Equal(holds, held);
        Assert.Equal(!holds, output.ToString().Contains("BREACH: ", StringComparison.Ordinal));
        Assert.Contains($"found in doubt {found}.0 s after a fault", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_in_doubt_before_the_first_fault_belongs_to_none_and_a_broken_promise_is_told()
    {
        using var output = new StringWriter();

        var held = ChaosTable.Print(
            output,
            Options,
            [Moment(FaultKind.Kill, 1)],
            [InDoubt(Noon.AddSeconds(-5))],
            Good with { Lost = 1, Breaches = ["1 lost"] },
            0,
            0);

        Assert.False(held);
        Assert.Contains("BREACH: 1 lost", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("found in doubt 0.0 s", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(FaultKind.Freeze), 20, true)]
    [InlineData(nameof(FaultKind.Freeze), 21, false)]
    [InlineData(nameof(FaultKind.Kill), 1, false)]
    public void After_a_recipient_was_called_Unknown_only_what_a_frozen_session_had_begun_may_arrive(
        string kind, int late, bool holds) =>
        Assert.Equal(holds, ChaosTable.Print(
            TextWriter.Null, Options, [Moment(Enum.Parse<FaultKind>(kind), 1)], [], Good, 0, late));

    [Theory]
    [InlineData(2800, true)]
    [InlineData(2801, false)]
    public void No_address_is_faster_than_its_limit_and_what_was_under_way(int most, bool holds) =>
        Assert.Equal(holds, ChaosTable.Print(TextWriter.Null, Options, [], [], Good, most, 0));

    [Fact]
    public void The_slowest_takeover_after_a_kill_counts_and_other_faults_do_not()
    {
        var goals = ChaosTable.Goals(
            [
                Moment(FaultKind.Kill, 2),
                Moment(FaultKind.Kill, 7) with { Began = Noon.AddMinutes(1) },
                Moment(FaultKind.Freeze, 25) with { Began = Noon.AddMinutes(2) },
            ],
            [InDoubt(Noon.AddSeconds(9)), InDoubt(Noon.AddSeconds(65)), InDoubt(Noon.AddSeconds(149))],
            Good with { Lost = 1, Twice = 2 });

        Assert.Equal<double?>([7, 9, 3], goals.Select(goal => goal.Measured));
        Assert.Equal([true, true, false], goals.Select(goal => goal.IsReached));
    }

    [Fact]
    public void Without_a_kill_nothing_is_said_of_a_takeover() =>
        Assert.Equal<double?>([null, null, 0], ChaosTable.Goals([Moment(FaultKind.Freeze, 2)], [], Good).Select(goal => goal.Measured));

    private static FaultMoment Moment(FaultKind kind, int silence) => new(
        new Fault(kind, 1, TimeSpan.Zero, TimeSpan.FromSeconds(1)), 0.5, Noon, TimeSpan.FromSeconds(silence), 0);

    private static OutcomeLine InDoubt(DateTimeOffset at) => new("a@b.test", OutcomeLine.InDoubt, at);
}
