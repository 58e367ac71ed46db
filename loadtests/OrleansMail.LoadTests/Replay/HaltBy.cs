namespace OrleansMail.Replay;

/// <summary>The command that halts a replay for a moment.</summary>
internal enum HaltBy
{
    /// <summary><c>campaign pause</c>.</summary>
    Pause = 0,

    /// <summary><c>stop ID</c> of each campaign, lifted afterwards.</summary>
    Campaign = 1,

    /// <summary><c>stop DOMAIN</c>, lifted afterwards.</summary>
    Domain = 2,

    /// <summary><c>stop everything</c>, lifted afterwards.</summary>
    Everything = 3,
}
