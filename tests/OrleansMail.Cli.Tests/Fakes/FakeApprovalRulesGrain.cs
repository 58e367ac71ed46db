using OrleansMail.Campaigns;

namespace OrleansMail.Fakes;

/// <summary>Rules that are as they were set last.</summary>
internal sealed class FakeApprovalRulesGrain : Grain, IApprovalRulesGrain
{
    private DomainRules _rules = new(new ApprovalRules(), 0, null, null);

    public Task<DomainRules> ShowAsync() => Task.FromResult(_rules);

    public Task<RulesAnswer> SetAsync(ApprovalRules rules)
    {
        if (rules.Approvals > 5)
        {
            return Task.FromResult(new RulesAnswer(new Refusal("approvals", "too many", "approvals"), _rules));
        }

        _rules = new DomainRules(rules, _rules.Version + 1, "olga", null);
        return Task.FromResult(new RulesAnswer(null, _rules));
    }

    public Task<CampaignMark[]> SentAsync() => Task.FromResult(Array.Empty<CampaignMark>());

    public Task NoteAsync(CampaignMark mark) => Task.CompletedTask;
}
