namespace OrleansMail.Chaos;

/// <summary>One fault of a plan.</summary>
/// <param name="Silo">The silo that it is about, from 1; it says nothing where it is about the database.</param>
/// <param name="After">How long after mail has flowed again since the fault before.</param>
/// <param name="For">How long it lasts.</param>
internal sealed record Fault(FaultKind Kind, int Silo, TimeSpan After, TimeSpan For)
{
    /// <summary>Silos that may leave the leases of their sessions in doubt by it.</summary>
    public int MayLose => Kind switch
    {
        FaultKind.Kill or FaultKind.Freeze or FaultKind.CutSilo or FaultKind.Partition or FaultKind.CutDatabase
            or FaultKind.FullFolder or FaultKind.LoseMachine => 1,
        FaultKind.KillDatabase or FaultKind.FullDisk or FaultKind.FailOver => ChaosOptions.Silos,
        FaultKind.Drain or FaultKind.ClockAhead or FaultKind.ClockBack => 0,
    };
}
