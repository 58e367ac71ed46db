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

    /// <summary>
    /// Recipients who were on the suppression list then, and get no mail if they still are when it is their turn; null if they were
    /// not counted, as for a stream, whose recipients come later.
    /// </summary>
    [Id(4)]
    public long? Suppressed { get; init; }

    public bool Blocks => Array.Exists(Findings, finding => finding.Level == GuardLevel.Block);
}
