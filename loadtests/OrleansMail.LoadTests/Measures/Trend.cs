namespace OrleansMail.Measures;

/// <summary>A straight line through points, by least squares.</summary>
/// <param name="Slope">Of y for one of x.</param>
/// <param name="Start">y at the first x, on the line.</param>
internal sealed record Trend(double Slope, double Start)
{
    /// <summary>Null with fewer than two different x.</summary>
    public static Trend? Of(IReadOnlyCollection<(double X, double Y)> points)
    {
        if (points.Count < 2)
        {
            return null;
        }

        var meanX = points.Average(point => point.X);
        var meanY = points.Average(point => point.Y);
        var square = points.Sum(point => (point.X - meanX) * (point.X - meanX));
        if (square == 0)
        {
            return null;
        }

        var slope = points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / square;
        return new Trend(slope, meanY + (slope * (points.Min(point => point.X) - meanX)));
    }
}
