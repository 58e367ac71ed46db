namespace OrleansMail.Measures;

/// <summary>Counts by the second since a start; what is before the start counts as its first second.</summary>
internal sealed class SecondCounts
{
    private readonly List<int> _counts = [];

    public long Total { get; private set; }

    public void Add(TimeSpan since)
    {
        var second = Math.Max(0, (int)since.TotalSeconds);
        while (_counts.Count <= second)
        {
            _counts.Add(0);
        }

        _counts[second]++;
        Total++;
    }

    public IReadOnlyList<int> BySecond => _counts;

    /// <summary>The mean of each whole second from the first to the last one, both left out if they can be.</summary>
    public (double X, double Y)[] Rate() =>
        [.. _counts.Select((count, second) => (second + 0.5, (double)count))];
}
