namespace OrleansMail.Compare;

/// <summary>What a comparison has shown.</summary>
internal enum Shown
{
    /// <summary>The program is not slower by more than what is allowed.</summary>
    Holds,

    /// <summary>It is.</summary>
    Broken,

    /// <summary>Pairs lie on both sides, or are too few: nothing is shown.</summary>
    Nothing,
}
