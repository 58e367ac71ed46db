namespace OrleansMail.Guard;

/// <summary>A check that needs no row: all it found was known at the start.</summary>
internal sealed class CampaignOnly(Tally tally) : IGuardCheck
{
    public IEnumerable<GuardFinding> Findings() => tally.Findings();
}
