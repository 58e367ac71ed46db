using OrleansMail.Campaigns;

namespace OrleansMail.Views;

/// <summary>The approval rules of a sending domain as JSON; times in seconds.</summary>
internal sealed record RulesView(
    int Approvals,
    int More,
    long ManyRecipients,
    bool Attachments,
    bool PersonalColumns,
    bool FirstCampaign,
    double KnownShare,
    double ExpiresAfter,
    int Version,
    string? SetBy,
    DateTimeOffset? SetAt,
    bool VolumeSpike)
{
    public static RulesView Of(DomainRules domain) => new(
        domain.Rules.Approvals,
        domain.Rules.More,
        domain.Rules.ManyRecipients,
        domain.Rules.Attachments,
        domain.Rules.PersonalColumns,
        domain.Rules.FirstCampaign,
        domain.Rules.KnownShare,
        domain.Rules.ExpiresAfter.TotalSeconds,
        domain.Version,
        domain.SetBy,
        domain.SetAt,
        domain.Rules.VolumeSpike);
}
