namespace OrleansMail.Scale;

/// <summary>Mails a second in the middle of a campaign.</summary>
internal static class SteadyRate
{
    private const double From = 0.1;
    private const double To = 0.9;

    /// <summary>
    /// From the time at which a tenth has been accepted to that of nine tenths: while sessions open one after another, and
    /// while the last chunks of each silo run out, no cluster is what it is else.
    /// </summary>
    /// <returns>Null if there are too few to say.</returns>
    public static double? Of(IEnumerable<DateTimeOffset> accepted)
    {
        var times = accepted.Order().ToArray();
        var (first, last) = ((int)(times.Length * From), (int)(times.Length * To));
        return last > first && times[last] > times[first]
            ? (last - first) / (times[last] - times[first]).TotalSeconds
            : null;
    }
}
