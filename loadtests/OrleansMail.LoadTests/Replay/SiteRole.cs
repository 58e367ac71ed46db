namespace OrleansMail.Replay;

/// <summary>How the receiver of a site behaves.</summary>
internal enum SiteRole
{
    /// <summary>Accepts everything, after the latency that the trial asks for.</summary>
    Fast,

    /// <summary>Takes 2 s for each reply.</summary>
    Slow,

    /// <summary>Answers the first RCPT of each recipient with 451.</summary>
    Deferring,

    /// <summary>Closes each connection without a word.</summary>
    Dead,

    /// <summary>Takes each connection and never says anything.</summary>
    Hanging,
}
