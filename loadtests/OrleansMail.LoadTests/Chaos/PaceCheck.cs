using System.Globalization;
using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary>Was any address faster than its lane's limit, whoever owned the lane at the time?</summary>
internal static class PaceCheck
{
    /// <summary>Long, so that mails which waited in a frozen or cut silo weigh little.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    /// <summary>Leased and held up: each session of a lane, with the size of a lease.</summary>
    private const int UnderWay = 20 * 16;

    /// <summary>The most mails of one client within <see cref="Window"/>.</summary>
    public static int Most(IEnumerable<AcceptedLine> accepted)
    {
        var most = 0;
        foreach (var client in accepted.GroupBy(line => line.Client, StringComparer.Ordinal))
        {
            var times = client.Select(line => line.At).Order().ToArray();
            var first = 0;
            for (var last = 0; last < times.Length; last++)
            {
                while (times[last] - times[first] >= Window)
                {
                    first++;
                }

                most = Math.Max(most, last - first + 1);
            }
        }

        return most;
    }

    /// <summary>A window touches one second more than it is long, and what was held up may arrive within it.</summary>
    public static int Allowed(int perSecond) => (((int)Window.TotalSeconds + 1) * perSecond) + UnderWay;

    /// <returns>What is to be told; null if the limit was kept.</returns>
    public static string? Breach(int most, int perSecond) => perSecond == 0 || most <= Allowed(perSecond)
        ? null
        : string.Create(
            CultureInfo.InvariantCulture,
            $"an address sent {most} mails within {Window.TotalSeconds:0} s; {perSecond}/s and what was under way allow {Allowed(perSecond)}");
}
