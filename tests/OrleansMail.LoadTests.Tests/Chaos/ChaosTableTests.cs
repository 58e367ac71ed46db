using OrleansMail.Kill;
using OrleansMail.Trials;

namespace OrleansMail.Chaos;

public sealed class ChaosTableTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly KillVerdict Good = new(0, 0, 1, []);

    [Theory]
    [InlineData(nameof(FaultKind.Kill), 12, 29, true)]
    [InlineData(nameof(FaultKind.Kill), 31, 29, false)]
    [InlineData(nameof(FaultKind.Kill), 12, 31, false)]
    [InlineData(nameof(FaultKind.Freeze), 31, 31, true)]
    public void After_a_kill_silence_and_takeover_are_bounded(string kind, int silence, int found, bool holds)
    {
        using var output = new StringWriter();

        var held = ChaosTable.Print(output, [Moment(Enum.Parse<FaultKind>(kind), silence)], [InDoubt(Noon.AddSeconds(found))], Good);

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
            [Moment(FaultKind.Kill, 1)],
            [InDoubt(Noon.AddSeconds(-5))],
            Good with { Lost = 1, Breaches = ["1 lost"] });

        Assert.False(held);
        Assert.Contains("BREACH: 1 lost", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("found in doubt 0.0 s", output.ToString(), StringComparison.Ordinal);
    }

    private static FaultMoment Moment(FaultKind kind, int silence) => new(
        new Fault(kind, 1, TimeSpan.Zero, TimeSpan.FromSeconds(1)), 0.5, Noon, TimeSpan.FromSeconds(silence), 0);

    private static OutcomeLine InDoubt(DateTimeOffset at) => new("a@b.test", OutcomeLine.InDoubt, at);
}
