namespace OrleansMail.Measures;

/// <summary>Median, least and greatest of some runs.</summary>
internal sealed record Spread(double Median, double Least, double Greatest)
{
    /// <summary>Null if nothing was measured.</summary>
    public static Spread? Of(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Order().ToArray();
        return sorted.Length == 0 ? null : new Spread(MedianOf(sorted), sorted[0], sorted[^1]);
    }

    private static double MedianOf(double[] sorted)
    {
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
