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

    /// <summary>A silo and the others do not reach each other; all of them reach PostgreSQL.</summary>
    Partition,

    /// <summary>A silo does not reach PostgreSQL.</summary>
    CutDatabase,

    /// <summary>PostgreSQL ends as by a loss of power, and is started again.</summary>
    KillDatabase,

    /// <summary>A silo is taken out by <c>cluster drain</c> and started again.</summary>
    Drain,

    /// <summary>The clock of a silo's machine is set an hour on, and back again.</summary>
    ClockAhead,

    /// <summary>The clock of a silo's machine is set an hour back, and on again.</summary>
    ClockBack,

    /// <summary>PostgreSQL finds no room on its disk; if it ended by that, it is started again when there is room.</summary>
    FullDisk,

    /// <summary>PostgreSQL is lost for good; its standby takes over, and gets a standby of its own.</summary>
    FailOver,

    /// <summary>A silo finds no room on its own disk and is killed; it cannot be started before there is room.</summary>
    FullFolder,

    /// <summary>The machine of a silo is gone without a word: no packet leaves it or arrives, and then its process ends.</summary>
    LoseMachine,
}
