namespace OrleansMail.Guard;

/// <summary>
/// Numbers must belong to the person in whose row they stand: those of an earlier campaign are remembered with their
/// owners, and the same numbers with other owners are a list whose columns were moved apart.
/// </summary>
public sealed class PairedValuesRule : IGuardRule
{
    /// <summary>Share of people above which it is the list that is wrong, not a few rows of it.</summary>
    private const double MaxShare = 0.02;

    /// <summary>Recipients in both campaigns that a comparison needs at least.</summary>
    private const int LeastShared = 20;

    /// <summary>Share of equal values above which two columns are the same numbers, not new ones for every campaign.</summary>
    private const double SameValues = 0.6;

    public string Name => "paired-values";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return new Check(new Tally(Name), campaign);
    }

    private sealed class Check(Tally tally, GuardCampaign campaign) : IGuardCheck
    {
        public void Compare(GuardSketch sketch)
        {
            var earlier = campaign.History
                .Where(memory => memory is { StartedAt: not null, Sketch: not null })
                .OrderBy(memory => memory.StartedAt)
                .LastOrDefault(memory => memory.Sketch!.Audience.Intersect(sketch.Audience).Count() >= LeastShared);
            foreach (var column in sketch.Pairs)
            {
                var before = earlier?.Sketch!.Pairs.FirstOrDefault(pair => pair.Column == column.Column);
                if (before is not null && ShareOfOthers(earlier!.Sketch!, before, sketch, column) is > 0 and var share)
                {
                    tally.Add(
                        share > MaxShare ? GuardLevel.Block : GuardLevel.Warn,
                        $"The values are those of campaign {earlier.Campaign}, but other people have them.",
                        field: column.Column, count: Math.Max((long)(share * sketch.Recipients), 1));
                }
            }
        }

        public IEnumerable<GuardFinding> Findings() => tally.Findings();

        /// <summary>Share of the people in both campaigns whose value is another one than before.</summary>
        private static double ShareOfOthers(
            GuardSketch before, ColumnSketch columnBefore, GuardSketch now, ColumnSketch columnNow)
        {
            var same = LeastHashes.Shared(columnBefore.Values, columnNow.Values, out var union);
            if (union == 0 || same < union * SameValues)
            {
                return 0;
            }

            var was = before.Audience.Zip(columnBefore.OfAddress).ToDictionary(pair => pair.First, pair => pair.Second);
            var (shared, other) = (0, 0);
            for (var i = 0; i < now.Audience.Length; i++)
            {
                if (was.TryGetValue(now.Audience[i], out var value))
                {
                    shared++;
                    other += value == columnNow.OfAddress[i] ? 0 : 1;
                }
            }

            return (double)other / shared;
        }
    }
}
