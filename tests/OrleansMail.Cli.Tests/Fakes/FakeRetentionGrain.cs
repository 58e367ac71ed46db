using OrleansMail.Campaigns;
using OrleansMail.Retention;

namespace OrleansMail.Fakes;

/// <summary>Rules that are as they were set last.</summary>
internal sealed class FakeRetentionGrain : Grain, IRetentionGrain
{
    private RetentionRules _rules = new();

    private DomainRetention Now => new(_rules, _rules.MarketingDays ?? 1_096, _rules.OtherDays ?? 90, null, null);

    public Task<DomainRetention> ShowAsync() => Task.FromResult(Now);

    public Task<RetentionAnswer> SetAsync(RetentionRules rules)
    {
        if (rules.MarketingDays < RetentionRules.LeastMarketing)
        {
            return Task.FromResult(new RetentionAnswer(new Refusal("marketing", "too few", "marketing"), Now));
        }

        _rules = rules;
        return Task.FromResult(new RetentionAnswer(null, Now));
    }
}
