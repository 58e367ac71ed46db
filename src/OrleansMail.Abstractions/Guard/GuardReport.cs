namespace OrleansMail.Guard;

/// <summary>All findings of one run over the whole audience.</summary>
[GenerateSerializer, Immutable, Alias("mail.GuardReport")]
public sealed record GuardReport(
    [property: Id(0)] GuardFinding[] Findings,
    [property: Id(1)] long RowsChecked,
    [property: Id(2)] DateTimeOffset At)
{
    /// <summary>The rows that an approver should look at; <see cref="ICampaignGuardGrain.PreviewAsync"/> shows them.</summary>
    [Id(3)]
    public GuardPreview[] Previews { get; init; } = [];

    public bool Blocks => Array.Exists(Findings, finding => finding.Level == GuardLevel.Block);
}
