using OrleansMail.Measures;

namespace OrleansMail.Replay;

/// <summary>How evenly campaigns that send at once share what is delivered.</summary>
internal static class Fairness
{
    /// <summary>
    /// What the campaign that got least delivered of its even share, over the seconds in which every campaign still had
    /// mail, the first left out; 1 is even. Null for one campaign, or if there were no such seconds.
    /// </summary>
    public static double? LeastShare(IReadOnlyList<SecondCounts> campaigns)
    {
        var seconds = campaigns.Min(counts => counts.BySecond.Count) - 1;
        if (campaigns.Count < 2 || seconds < 2)
        {
            return null;
        }

        var sums = campaigns.Select(counts => (double)counts.BySecond.Take(seconds).Skip(1).Sum()).ToArray();
        return sums.Min() * sums.Length / sums.Sum();
    }
}
