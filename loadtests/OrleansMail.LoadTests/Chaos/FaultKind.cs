namespace OrleansMail.Chaos;

/// <summary>What is broken on purpose.</summary>
internal enum FaultKind
{
    /// <summary>A silo gets SIGKILL and is started again.</summary>
    Kill,

    /// <summary>A silo gets SIGSTOP for longer than its claims count, then SIGCONT.</summary>
    Freeze,

    /// <summary>Nobody reaches a silo; it reaches the others.</summary>
    CutSilo,

    /// <summary>A silo does not reach PostgreSQL.</summary>
    CutDatabase,

    /// <summary>PostgreSQL ends as by a loss of power, and is started again.</summary>
    KillDatabase,

    /// <summary>A silo is taken out by <c>cluster drain</c> and started again.</summary>
    Drain,
}
