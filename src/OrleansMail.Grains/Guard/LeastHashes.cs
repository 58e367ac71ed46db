namespace OrleansMail.Guard;

/// <summary>
/// The least of many hashes: a sample of a set that is the same whoever draws it, so that two sets can be compared by
/// what they share among the least of both.
/// </summary>
internal sealed class LeastHashes(int most)
{
    private readonly SortedSet<ulong> _hashes = [];
    private ulong _greatest;

    public IEnumerable<ulong> Ascending => _hashes;

    /// <summary>Would the hash be kept, or is it there already?</summary>
    public bool Wants(ulong hash) => _hashes.Count < most || hash <= _greatest;

    /// <summary>Keeps the hash if it is among the least.</summary>
    /// <returns>What had to make room, if anything had to.</returns>
    public ulong? Add(ulong hash)
    {
        if (!Wants(hash) || !_hashes.Add(hash))
        {
            return null;
        }

        ulong? dropped = null;
        if (_hashes.Count > most)
        {
            dropped = _hashes.Max;
            _hashes.Remove(_hashes.Max);
        }

        _greatest = _hashes.Max;
        return dropped;
    }

    /// <summary>Share of the smaller set that is in the other one too, 0 to 1, estimated.</summary>
    /// <param name="left">The least hashes of one set, ascending.</param>
    /// <param name="leftSize">How large that set is.</param>
    public static double Overlap(ulong[] left, long leftSize, ulong[] right, long rightSize)
    {
        var shared = Shared(left, right, out var union);
        if (union == 0)
        {
            return 0;
        }

        // Share of the union (Jaccard), turned into the share of the smaller one.
        var jaccard = (double)shared / union;
        var both = jaccard * (leftSize + rightSize) / (1 + jaccard);
        return Math.Min(both / Math.Min(leftSize, rightSize), 1);
    }

    /// <summary>How many of the least of the union are in both.</summary>
    public static int Shared(ulong[] left, ulong[] right, out int union)
    {
        // Beyond the shorter sample nothing is known about one of the sets.
        var size = Math.Max(left.Length, right.Length);
        var (l, r, shared) = (0, 0, 0);
        union = 0;
        while ((l < left.Length || r < right.Length) && union < size)
        {
            union++;
            var inLeft = l < left.Length && (r == right.Length || left[l] <= right[r]);
            var inRight = r < right.Length && (l == left.Length || right[r] <= left[l]);
            shared += inLeft && inRight ? 1 : 0;
            l += inLeft ? 1 : 0;
            r += inRight ? 1 : 0;
        }

        return shared;
    }
}
