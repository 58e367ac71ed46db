namespace OrleansMail.Guard;

/// <summary>Mail of one kind comes from one address: another one is that of another brand, or of a trial.</summary>
public sealed class UsualSenderRule : IGuardRule
{
    /// <summary>Fewer campaigns of the class have no usual address.</summary>
    private const int Least = 3;

    /// <summary>Those that are looked at, the newest.</summary>
    private const int Compared = 10;

    public string Name => "usual-sender";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return new Check(new Tally(Name), campaign);
    }

    private sealed class Check(Tally tally, GuardCampaign campaign) : IGuardCheck
    {
        public void Compare(GuardSketch sketch)
        {
            ulong[] before = [.. campaign.History
                .Where(memory => memory is { StartedAt: not null, Sketch.From: not 0 } && memory.Sketch.Class == campaign.Class)
                .OrderBy(memory => memory.StartedAt)
                .Select(memory => memory.Sketch!.From)
                .TakeLast(Compared)];
            if (before.Length >= Least && sketch.From != 0 && before.Distinct().Count() == 1 && before[0] != sketch.From)
            {
                tally.Add(
                    GuardLevel.Warn, "Every earlier campaign of this class came from another address than this From.", field: "From");
            }
        }

        public IEnumerable<GuardFinding> Findings() => tally.Findings();
    }
}
