using Microsoft.Extensions.Options;
using OrleansMail.People;

namespace OrleansMail.Retention;

/// <summary>Remembers the retention of one sending domain.</summary>
[GrainType("retention")]
internal sealed class RetentionGrain(
    [PersistentState("retention")] IPersistentState<RetentionState> stored,
    IOptions<RetentionOptions> options,
    TimeProvider clock) : Grain, IRetentionGrain
{
    private RetentionState State => stored.State;

    public Task<DomainRetention> ShowAsync() => Task.FromResult(Now());

    public async Task<RetentionAnswer> SetAsync(RetentionRules rules)
    {
        if (RetentionCheck.Find(rules, clock.GetUtcNow()) is { } refusal)
        {
            return new RetentionAnswer(refusal, Now());
        }

        if (State.Rules != rules)
        {
            State.Rules = rules;
            State.SetBy = Caller.Current.Name;
            State.SetAt = clock.GetUtcNow();
            await stored.WriteStateAsync();
        }

        return new RetentionAnswer(null, Now());
    }

    private DomainRetention Now() => new(
        State.Rules,
        State.Rules.MarketingDays ?? options.Value.MarketingDays,
        State.Rules.OtherDays ?? options.Value.OtherDays,
        State.SetBy,
        State.SetAt);
}
