using System.Globalization;
using OrleansMail.Measures;
using OrleansMail.Replay;

namespace OrleansMail.SlowWorlds;

/// <summary>All that a trial in a slow world gave.</summary>
/// <param name="Alone">The fast sites with nobody beside them.</param>
/// <param name="Rounds">Fast sites with all others beside them.</param>
/// <param name="Silo">Looks at the silo from its start on.</param>
internal sealed record SlowWorldResult(
    IReadOnlyList<Round> Alone,
    IReadOnlyList<Round> Rounds,
    IReadOnlyList<ProcessSample> Silo,
    IReadOnlyDictionary<SiteRole, SecondCounts> Accepted,
    IReadOnlyDictionary<string, long> Outcomes,
    double SoakBegan,
    IReadOnlyList<string> Breaches)
{
    private const double Megabyte = 1_000_000;
    private const double SecondsOfMinute = 60;

    /// <summary>Of the mean, what memory may rise in the last half and still be called flat.</summary>
    private const double Flat = 0.05;

    /// <summary>Rate of fast sites beside all others, to that alone.</summary>
    public double Ratio => Median(Rounds) / Median(Alone);

    /// <summary>Seconds.</summary>
    public double LongestTail => Rounds.Max(round => round.Tail.TotalSeconds);

    public int MostSockets => Silo.Max(sample => sample.Sockets);

    public int MostThreads => Silo.Max(sample => sample.Threads);

    public double HighWater => Silo[^1].HighWater / Megabyte;

    /// <summary>Of resident memory over the last half of the soak, MB a minute; null if that was too short.</summary>
    public double? Slope => Trend.Of(LastHalf())?.Slope * SecondsOfMinute;

    public bool IsFlat
    {
        get
        {
            var half = LastHalf();
            return Trend.Of(half) is { } trend
                && trend.Slope * (half[^1].X - half[0].X) <= Flat * half.Average(point => point.Y);
        }
    }

    public IEnumerable<string> Misses()
    {
        if (Ratio < SlowWorldOptions.Goal)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"fast sites keep {Ratio:P0} of their rate; the goal is 90 %");
        }

        if (!IsFlat)
        {
            yield return "memory still rises";
        }
    }

    /// <summary>Mails a second to fast sites.</summary>
    public static double Median(IEnumerable<Round> rounds) =>
        Spread.Of(rounds.Select(round => (double?)round.Rate))!.Median;

    private List<(double X, double Y)> LastHalf()
    {
        var soak = Silo.Where(sample => sample.At >= SoakBegan).ToList();
        return [.. soak.Skip(soak.Count / 2).Select(sample => (sample.At, sample.Resident / Megabyte))];
    }
}
