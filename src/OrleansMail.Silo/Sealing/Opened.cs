namespace OrleansMail.Sealing;

/// <summary>What came of opening sealed octets.</summary>
internal enum Opened
{
    /// <summary>They are what was sealed at that place.</summary>
    Plain,

    /// <summary>Their key was destroyed: nobody reads them any more.</summary>
    Forgotten,

    /// <summary>They are something else.</summary>
    Broken,
}
