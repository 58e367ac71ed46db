namespace OrleansMail.Guard;

/// <summary>All findings of one run over the whole audience.</summary>
[GenerateSerializer, Immutable, Alias("mail.GuardReport")]
public sealed record GuardReport(
    [property: Id(0)] GuardFinding[] Findings,
    [property: Id(1)] long RowsChecked,
    [property: Id(2)] DateTimeOffset At)
{
    public bool Blocks => Array.Exists(Findings, finding => finding.Level == GuardLevel.Block);
}
