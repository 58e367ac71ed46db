namespace OrleansMail.Storage;

/// <summary>Why a data folder cannot be used.</summary>
public enum DataFolderFault
{
    /// <summary>Another process holds the folder.</summary>
    InUse = 0,

    /// <summary>A file in the folder is not what it should be.</summary>
    Damaged = 1,

    /// <summary>The folder was written by a newer release.</summary>
    Newer = 2,

    /// <summary>The cluster key that the folder was sealed with is not there.</summary>
    KeyLost = 3,

    /// <summary>Nothing is free on its disk.</summary>
    Full = 4,
}
