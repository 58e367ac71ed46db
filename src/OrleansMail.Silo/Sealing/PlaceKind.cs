namespace OrleansMail.Sealing;

/// <summary>What is sealed. The numbers are part of what is stored.</summary>
internal enum PlaceKind : byte
{
    /// <summary>A chunk of an audience.</summary>
    Chunk = 1,

    /// <summary>A row of a stream that is in no chunk yet.</summary>
    StreamRow = 2,

    /// <summary>What an outcome's own columns do not say.</summary>
    Outcome = 3,

    Content = 4,
    Suppression = 5,
    GrainState = 6,
}
