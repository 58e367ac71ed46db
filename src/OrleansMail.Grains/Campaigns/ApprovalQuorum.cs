using System.Globalization;

namespace OrleansMail.Campaigns;

/// <summary>Computes from the rules of a domain how many must approve a campaign, and why.</summary>
internal static class ApprovalQuorum
{
    public static Quorum Of(DomainRules domain, QuorumFacts facts)
    {
        var rules = domain.Rules;
        string[] reasons = [.. Reasons(rules, facts)];
        var needed = reasons.Length == 0 ? rules.Approvals : Math.Max(rules.Approvals, rules.More);
        return new Quorum(needed, reasons, domain.Version, domain.SetBy, rules.ExpiresAfter);
    }

    private static IEnumerable<string> Reasons(ApprovalRules rules, QuorumFacts facts)
    {
        if (facts.Recipients > rules.ManyRecipients)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"more than {rules.ManyRecipients:#,0} recipients");
        }

        if (rules.VolumeSpike && facts.IsSpike)
        {
            yield return "many more recipients than in earlier campaigns";
        }

        if (rules.Attachments && facts.HasAttachments)
        {
            yield return "an attachment";
        }

        if (rules.PersonalColumns && PersonalColumns.In(facts.Columns) is { Count: > 0 } columns)
        {
            yield return $"personal data in {string.Join(", ", columns)}";
        }

        if (rules.FirstCampaign && facts.IsFirst)
        {
            yield return "the first campaign of the domain";
        }

        if (facts.KnownShare is { } share && share < rules.KnownShare)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"only {share * 100:0} % of the recipients had mail of the domain before");
        }
    }
}
