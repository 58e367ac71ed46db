namespace OrleansMail.Storage;

/// <summary>Where a chunk stands. The numbers are in the indexes of <see cref="Schema"/>.</summary>
internal enum ClaimState
{
    /// <summary>Free to take.</summary>
    Fresh = 0,

    /// <summary>Given back until it is due.</summary>
    Waiting = 1,

    /// <summary>Somebody's until its time runs out.</summary>
    Held = 2,

    /// <summary>Nothing is left to do.</summary>
    Done = 3,
}
