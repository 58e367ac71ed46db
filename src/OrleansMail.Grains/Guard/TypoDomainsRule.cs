namespace OrleansMail.Guard;

/// <summary>An address at a misspelt or disguised domain reaches nobody, or a stranger.</summary>
public sealed class TypoDomainsRule : IGuardRule
{
    public string Name => "typo-domains";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return new Check(new Tally(Name), campaign.FromDomain);
    }

    private sealed class Check(Tally tally, string fromDomain) : IGuardCheck
    {
        // Verdicts are remembered, because few domains make up most of an audience; the bound keeps memory flat.
        private const int MaxRemembered = 20_000;

        private readonly Dictionary<string, (GuardLevel Level, string Message)?> _seen = new(StringComparer.Ordinal);

        public void Row(in GuardRow row)
        {
            if (!_seen.TryGetValue(row.Domain, out var verdict))
            {
                verdict = Judge(row.Domain);
                if (_seen.Count < MaxRemembered)
                {
                    _seen.Add(row.Domain, verdict);
                }
            }

            if (verdict is { } bad)
            {
                tally.Add(bad.Level, bad.Message, row.Place, "address");
            }
        }

        public IEnumerable<GuardFinding> Findings() => tally.Findings();

        private (GuardLevel Level, string Message)? Judge(string domain)
        {
            if (KnownDomains.TypoOf(domain) is { } meant)
            {
                return (GuardLevel.Block, $"The domain is a known misspelling of {meant}.");
            }

            if (KnownDomains.DisguiseOf(domain) is { } disguise)
            {
                return (GuardLevel.Block, $"The domain is written to look like {disguise}.");
            }

            if (KnownDomains.WrongEndOf(domain) is { } end)
            {
                return (GuardLevel.Block, $"The domain ends in {end}, which is no end of a mail domain.");
            }

            return domain != fromDomain && KnownDomains.LookAlikeOf(domain) is { } like
                ? (GuardLevel.Warn, $"The domain looks like {like}, but is not.")
                : null;
        }
    }
}
