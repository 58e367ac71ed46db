using OrleansMail.Campaigns;

namespace OrleansMail.Guard;

/// <summary>The same mail to the same people twice within three days is a slip.</summary>
public sealed class DuplicateCampaignRule : IGuardRule
{
    private static readonly TimeSpan Within = TimeSpan.FromHours(72);

    /// <summary>Share of runs of characters in common above which two texts are the same mail.</summary>
    private const double MinSimilarity = 0.9;

    /// <summary>Share of the smaller audience above which two audiences are the same people.</summary>
    private const double MinOverlap = 0.5;

    public string Name => "duplicate-campaign";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return new Check(new Tally(Name), campaign);
    }

    private sealed class Check(Tally tally, GuardCampaign campaign) : IGuardCheck
    {
        private bool _isTrial = true;

        public void Learn(in GuardRow row) =>
            _isTrial = _isTrial && (ReservedNames.Has(row.Domain) || TrialHosts.Has(row.Domain));

        public void Compare(GuardSketch sketch)
        {
            // Trials send the same to the same invented people all day.
            var level = _isTrial ? GuardLevel.Warn : GuardLevel.Block;
            foreach (var earlier in campaign.History.Where(IsNear))
            {
                var before = earlier.Sketch!;
                var same = before.ContentHash == sketch.ContentHash
                    || Shingles.Similarity(before.Shingles, sketch.Shingles) >= MinSimilarity;
                if (same && LeastHashes.Overlap(
                    before.Audience, before.Recipients, sketch.Audience, sketch.Recipients) > MinOverlap)
                {
                    tally.Add(
                        level, $"Campaign {earlier.Campaign} says the same to the same people within three days.",
                        field: "content");
                }
            }
        }

        public IEnumerable<GuardFinding> Findings() => tally.Findings();

        private bool IsNear(GuardMemory earlier) =>
            earlier.Sketch is not null
            && Counts(earlier)
            && ((earlier.StartedAt ?? earlier.Sketch.At) - campaign.Now).Duration() <= Within;

        // What was only written, or stopped before anything left, reached nobody.
        private static bool Counts(GuardMemory earlier) => earlier.Phase switch
        {
            CampaignPhase.Draft or CampaignPhase.Checked => false,
            CampaignPhase.Submitted or CampaignPhase.Approved or CampaignPhase.Held => true,
            CampaignPhase.Sending or CampaignPhase.Paused or CampaignPhase.Completed => true,
            CampaignPhase.Cancelled or CampaignPhase.Failed => earlier.StartedAt is not null,
        };
    }
}
