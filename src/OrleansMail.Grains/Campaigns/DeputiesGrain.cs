using Microsoft.Extensions.Options;
using OrleansMail.Incidents;
using OrleansMail.People;

namespace OrleansMail.Campaigns;

/// <summary>Remembers the deputies of one sending domain.</summary>
[GrainType("deputies")]
internal sealed class DeputiesGrain(
    [PersistentState("deputies")] IPersistentState<DeputiesState> stored,
    ApprovalPolicy approval,
    IOptions<ApprovalOptions> options,
    IOptions<PeopleOptions> people,
    TimeProvider clock) : Grain, IDeputiesGrain
{
    private const int MostDeputies = 1_000;

    private List<Deputyship> All => stored.State.Deputies;

    private string Domain => this.GetPrimaryKeyString();

    public Task<Deputyship[]> ShowAsync() => Task.FromResult(Shown());

    public async Task<DeputyAnswer> NameAsync(string deputy, DateTimeOffset? from, DateTimeOffset until, string reason)
    {
        var (caller, now) = (Caller.Current, clock.GetUtcNow());
        if ((Reasons.Fault(reason) ?? NamerFault(caller, now)) is { } unfit)
        {
            return Not(unfit);
        }

        var before = All.Find(one => one.Approver == caller.Name && one.Deputy == deputy && now < one.Until);
        if (before is not null && before.Until == until && before.Reason == reason)
        {
            return Not(null);
        }

        // Others get the time to see it, as with every grant of this right; what counts already goes on.
        var earliest = before is { } given && given.From <= now ? given.From : now + people.Value.ApproveGrantDelay;
        var begin = from > earliest ? from.Value : earliest;
        if (await DeputyFaultAsync(caller, deputy) is { } refusal)
        {
            return Not(refusal);
        }

        if (until <= begin || until > begin + options.Value.LongestDeputy)
        {
            return Not(new Refusal(
                "until",
                $"A deputy counts from {begin:u} and for {options.Value.LongestDeputy.TotalDays:0} days at most; end it after that "
                + "and within these.",
                "until"));
        }

        All.RemoveAll(one => one.Until <= now || (one.Approver == caller.Name && one.Deputy == deputy));
        if (All.Count >= MostDeputies)
        {
            return Not(new Refusal("many", $"{Domain} has {MostDeputies} deputies: end some first", "deputy"));
        }

        All.Add(new Deputyship(caller.Name, deputy, begin, until, reason));
        await stored.WriteStateAsync();
        return Not(null);
    }

    public async Task<DeputyAnswer> EndAsync(string deputy, string reason)
    {
        if (Reasons.Fault(reason) is { } unreadable)
        {
            return Not(unreadable);
        }

        var caller = Caller.Current.Name;
        if (All.RemoveAll(one => one.Approver == caller && one.Deputy == deputy) > 0)
        {
            await stored.WriteStateAsync();
        }

        return Not(null);
    }

    public async Task<string?> ForAsync(string deputy)
    {
        var now = clock.GetUtcNow();
        foreach (var one in All.Where(one => one.Deputy == deputy && one.Counts(now)).ToArray())
        {
            var own = await GrainFactory.GetGrain<IUserGrain>(one.Approver).GrantsAsync();
            if (Array.Exists(own, grant => grant.Covers(Right.CampaignApprove, Domain)))
            {
                return one.Approver;
            }
        }

        return null;
    }

    private DeputyAnswer Not(Refusal? refusal) => new(refusal, Shown());

    private Deputyship[] Shown() => [.. All.Where(one => clock.GetUtcNow() < one.Until)];

    private Refusal? NamerFault(Caller caller, DateTimeOffset now) => caller.DeputyOf is null
        ? approval.ApproverFault(caller, now)
        : new Refusal("deputy", $"'{caller.Name}' is a deputy, and a deputy has none.", "deputy");

    private async Task<Refusal?> DeputyFaultAsync(Caller caller, string deputy)
    {
        if (caller.Name == deputy)
        {
            return new Refusal("same-person", "Nobody is their own deputy.", "deputy");
        }

        var user = PersonName.Fault(deputy) is null ? await GrainFactory.GetGrain<IUserGrain>(deputy).ShowAsync() : null;
        return user is null or { Disabled: true }
            ? new Refusal("not-found", $"There is no user '{deputy}' who can sign in.", "deputy")
            : null;
    }
}
