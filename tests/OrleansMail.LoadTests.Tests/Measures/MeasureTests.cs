using CsCheck;

namespace OrleansMail.Measures;

public sealed class MeasureTests
{
    [Fact]
    public void The_median_of_an_even_number_lies_between_the_two_in_the_middle() =>
        Assert.Equal(new Spread(2.5, 1, 4), Spread.Of([4, 1, 3, 2]));

    [Fact]
    public void What_was_not_measured_does_not_count()
    {
        Assert.Equal(new Spread(2, 1, 3), Spread.Of([3, null, 1, 2]));
        Assert.Null(Spread.Of([null, null]));
    }

    [Fact]
    public void The_median_lies_between_least_and_greatest() => Gen.Double[-1e6, 1e6].Array[1, 50].Sample(values =>
    {
        var spread = Spread.Of(values.Select(value => (double?)value))!;
        return spread.Least <= spread.Median && spread.Median <= spread.Greatest
            && values.Count(value => value <= spread.Median) * 2 >= values.Length;
    });

    [Fact]
    public void A_trend_finds_the_line_that_points_lie_on() =>
        Gen.Double[-100, 100].Select(Gen.Double[-100, 100], Gen.Int[2, 40]).Sample((slope, start, count) =>
        {
            var trend = Trend.Of([.. Enumerable.Range(0, count).Select(x => ((double)x, start + (slope * x)))])!;
            Assert.Equal(slope, trend.Slope, tolerance: 1e-6);
            Assert.Equal(start, trend.Start, tolerance: 1e-6);
        });

    [Fact]
    public void One_point_has_no_trend() => Assert.Null(Trend.Of([(1, 1)]));

    [Theory]
    [InlineData("rsa 2048 bits 0.000105s 0.000006s   9484.0 158610.0", 9484)]
    [InlineData("rsa  2048 bits 0.000642s 0.000018s 0.000020s 0.000650s   1557.3  54321.0  50000.0  1530.1", 1557.3)]
    public void Signatures_a_second_are_the_first_rate_of_the_table(string line, double expected) =>
        Assert.Equal(expected, RsaLimit.Parse($"                  sign    verify    sign/s verify/s\n{line}\n"));

    [Fact]
    public void An_output_without_a_table_has_no_rate() => Assert.Null(RsaLimit.Parse("speed: Unknown algorithm"));

    [Fact]
    public void Cpu_time_is_read_behind_a_name_with_blanks_and_brackets() => Assert.Equal(
        (1.5, 0.25),
        ProcFile.Cpu("77 (dotnet (x) 1) S 1 77 77 0 -1 4194560 1 2 3 4 150 25 0 0 20 0 14 0 1 1 1"));

    [Fact]
    public void A_number_is_found_by_the_name_at_the_start_of_its_line()
    {
        const string Status = "Name:\tdotnet\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\nThreads:\t14\n";

        Assert.Equal(1024, ProcFile.Number(Status, "VmRSS:"));
        Assert.Equal(14, ProcFile.Number(Status, "Threads:"));
        Assert.Equal(0, ProcFile.Number(Status, "VmSwap:"));
    }

    [Fact]
    public void This_process_can_be_looked_at()
    {
        var sample = ProcFile.Read(Environment.ProcessId, 3)!;

        Assert.Equal(3, sample.At);
        Assert.True(sample is { Resident: > 0, Threads: > 0, User: > 0 });
        Assert.True(sample.HighWater >= sample.Resident);
    }

    [Fact]
    public void Seconds_without_a_delivery_count_nothing()
    {
        var counts = new SecondCounts();
        counts.Add(TimeSpan.FromSeconds(2.9));
        counts.Add(TimeSpan.FromSeconds(-1));

        Assert.Equal([1, 0, 1], counts.BySecond);
        Assert.Equal(2, counts.Total);
    }

    [Fact]
    public void Quantiles_are_read_as_the_provider_writes_them()
    {
        Assert.Equal(
            new PhaseLatency("render", 0.001, 0.002, 0.004),
            MeterReading.Parse("render", "0.5=0.001;0.95=0.002;0.99=0.004"));
        Assert.Null(MeterReading.Parse("render", ""));
    }
}
