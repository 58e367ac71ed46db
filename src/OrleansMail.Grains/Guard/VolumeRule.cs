namespace OrleansMail.Guard;

/// <summary>Many more recipients than usual: the wrong list, or one list too many.</summary>
public sealed class VolumeRule : IGuardRule
{
    /// <summary>Campaigns of the same class that the size is compared with, the newest.</summary>
    private const int Compared = 10;

    /// <summary>Fewer campaigns have no median to speak of.</summary>
    private const int Least = 3;

    private const int FactorOfMedian = 3;
    private const double FactorOfLargest = 1.5;
    private const double Growth = 1.2;

    internal const string RuleName = "volume";

    public string Name => RuleName;

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var tally = new Tally(Name);
        long[] before = [.. campaign.History
            .Where(memory => memory.StartedAt is not null && memory.Sketch?.Class == campaign.Class)
            .OrderBy(memory => memory.StartedAt)
            .Select(memory => memory.Sketch!.Recipients)
            .TakeLast(Compared)];
        var size = campaign.AudienceSize;
        if (before.Length >= Least)
        {
            var median = before.Order().ElementAt((before.Length - 1) / 2);
            if (size > median * FactorOfMedian)
            {
                tally.Add(
                    GuardLevel.Warn, "There are more than three times as many recipients as in the median of earlier campaigns.",
                    field: "recipients", count: size);
            }

            if (size > before.Max() * FactorOfLargest)
            {
                tally.Add(
                    GuardLevel.Warn, "There are more than half as many recipients again as in the largest earlier campaign.",
                    field: "recipients", count: size);
            }
        }

        if (before.Length > 0 && size > before[^1] * Growth)
        {
            tally.Add(
                GuardLevel.Info, "There are over 20 % more recipients than in the campaign before.", field: "recipients",
                count: size);
        }

        return new CampaignOnly(tally);
    }
}
