using OrleansMail.People;

namespace OrleansMail.Campaigns;

/// <summary>Remembers the approval rules of one sending domain and its last campaigns.</summary>
[GrainType("approval-rules")]
internal sealed class ApprovalRulesGrain(
    [PersistentState("approval-rules")] IPersistentState<ApprovalRulesState> stored,
    ApprovalPolicy policy,
    TimeProvider clock) : Grain, IApprovalRulesGrain
{
    private ApprovalRulesState State => stored.State;

    public Task<DomainRules> ShowAsync() => Task.FromResult(Now());

    public async Task<RulesAnswer> SetAsync(ApprovalRules rules)
    {
        // Whoever may weaken the rules decides who has to approve: no key of a service, and no session left open.
        if (policy.RulesFault(Caller.Current, clock.GetUtcNow()) is { } unfit)
        {
            return new RulesAnswer(unfit, Now());
        }

        if (ApprovalRulesCheck.Find(rules) is { } refusal)
        {
            return new RulesAnswer(refusal, Now());
        }

        if (State.Rules != rules)
        {
            State.Rules = rules;
            State.Version++;
            State.SetBy = Caller.Current.Name;
            State.SetAt = clock.GetUtcNow();
            await stored.WriteStateAsync();
        }

        return new RulesAnswer(null, Now());
    }

    public Task<CampaignMark[]> SentAsync() => Task.FromResult(State.Sent.ToArray());

    public async Task NoteAsync(CampaignMark mark)
    {
        if (State.Sent.Exists(sent => sent.Campaign == mark.Campaign))
        {
            return;
        }

        State.Sent.Add(mark);
        if (State.Sent.Count > IApprovalRulesGrain.MostMarks)
        {
            State.Sent.RemoveAt(0);
        }

        await stored.WriteStateAsync();
    }

    private DomainRules Now() => new(State.Rules, State.Version, State.SetBy, State.SetAt);
}
