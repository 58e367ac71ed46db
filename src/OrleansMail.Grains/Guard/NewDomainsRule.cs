namespace OrleansMail.Guard;

/// <summary>
/// A few rows at organisations that never had a mail from here, in a list that else goes where mail always went: the
/// address of another company, picked by a slip.
/// </summary>
public sealed class NewDomainsRule : IGuardRule
{
    /// <summary>With fewer campaigns before, every domain is new.</summary>
    private const int LeastCampaigns = 3;

    /// <summary>Share of the rows above which the list has grown, and is not wrong in places.</summary>
    private const double MaxShare = 0.05;

    public string Name => "new-domains";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var tally = new Tally(Name);
        GuardSketch[] sent = [.. campaign.History.Where(memory => memory.StartedAt is not null).Select(memory => memory.Sketch!)];

        // Of a campaign to very many domains nobody knows all: nothing can be said to be new then.
        return sent.Length < LeastCampaigns || Array.Exists(sent, sketch => sketch.Domains is null)
            ? new CampaignOnly(tally)
            : new Check(tally, campaign, [.. sent.SelectMany(sketch => sketch.Domains!)]);
    }

    private sealed class Check(Tally tally, GuardCampaign campaign, HashSet<ulong> known) : IGuardCheck
    {
        // As in the rule about typing errors: few domains make up most of an audience.
        private const int MaxRemembered = 20_000;

        private readonly Dictionary<string, bool> _seen = new(StringComparer.Ordinal);
        private readonly SketchHash _hash = new(campaign.SketchKey);
        private long _rows;
        private long _new;
        private long? _first;

        public void Learn(in GuardRow row)
        {
            _rows++;
            if (IsNew(row.Domain))
            {
                _new++;
                _first ??= row.Place;
            }
        }

        public IEnumerable<GuardFinding> Findings()
        {
            if (_new > 0)
            {
                tally.Add(
                    _new <= _rows * MaxShare ? GuardLevel.Warn : GuardLevel.Info,
                    "Recipients are at domains that no earlier campaign went to.", _first, "address", _new);
            }

            return tally.Findings();
        }

        private bool IsNew(string domain)
        {
            if (!_seen.TryGetValue(domain, out var isNew))
            {
                isNew = !KnownDomains.IsPrivate(domain)
                    && !known.Contains(_hash.OfDomain(domain));
                if (_seen.Count < MaxRemembered)
                {
                    _seen.Add(domain, isNew);
                }
            }

            return isNew;
        }
    }
}
