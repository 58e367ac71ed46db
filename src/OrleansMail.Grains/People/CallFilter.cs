using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Cluster;

namespace OrleansMail.People;

/// <summary>
/// Every call to every grain passes here. Calls of the engine's own parts go on. All others are refused unless the
/// method is open to them: the token is verified, the right looked up for the sending domain of the target, and the audit
/// entry written before the call goes on.
/// </summary>
internal sealed class CallFilter(
    IGrainFactory grains, CallProof proof, ICallOrigins origins, CallScope scope, CallAudit audit)
    : IIncomingGrainCallFilter
{
    // Clients must learn which grains there are before they can call any.
    private const string Manifest = "Orleans.Runtime.IClusterManifestSystemTarget";

    // A grain's own timer comes as a call to itself. A client's call of this name finds no timer and does nothing.
    private const string Timer = "Orleans.Runtime.IGrainTimerInvoker";

    public Task Invoke(IIncomingGrainCallContext context) =>
        proof.IsAttached() || context.InterfaceMethod?.DeclaringType?.FullName is Manifest or Timer
            ? context.Invoke()
            : GuardAsync(context);

    private async Task GuardAsync(IIncomingGrainCallContext context)
    {
        var call = new GuardedCall(context, origins.From(RequestContext.Get(CallerOrigin.ContextKey) as string));
        var token = RequestContext.Get(CallerToken.ContextKey) as string;
        var isForged = RequestContext.Get(Caller.ContextKey) is not null || RequestContext.Get(CallProof.ContextKey) is not null;

        // What the client put there ends here; from now on the calls are the engine's.
        RequestContext.Clear();
        if (isForged)
        {
            await RefuseAsync(call, token, new Refusal("forged", "A client cannot say whom it calls for; it shows a token."));
        }

        if (call.Rule.OpenTo == OpenTo.Engine)
        {
            await RefuseAsync(call, token, new Refusal("not-open", $"{call.Rule.Name} is not open to clients."));
        }

        if (call.Rule.OpenTo == OpenTo.Anybody)
        {
            await GoOnAsync(context, Unknown(call, ""));
            return;
        }

        var caller = await AuthenticateAsync(call, token);
        if (call.Rule.Needs is not { } needs)
        {
            await GoOnAsync(context, caller);
        }
        else if (await AllowAsync(call, needs, caller) is var (allowed, trail))
        {
            await GoOnAsync(context, allowed);
            await TellRefusalAsync(context.Result as IAnswer, trail, call, allowed);
        }
        else
        {
            context.Result = null;
        }
    }

    private async Task GoOnAsync(IIncomingGrainCallContext context, Caller caller)
    {
        caller.Enter();
        proof.Attach();
        await context.Invoke();
    }

    private async Task<Caller> AuthenticateAsync(GuardedCall call, string? text)
    {
        if (text is null)
        {
            await RefuseUnknownAsync(call, new Refusal("not-signed-in", "Sign in first: `orleansmail login`."));
        }

        if (!CallerToken.TryParse(text!, out var token))
        {
            await RefuseUnknownAsync(call, new Refusal(
                "not-signed-in", "This is no session token or API key; sign in again with `orleansmail login`."));
        }

        var found = await (token!.Kind switch
        {
            CallerKind.Service => grains.GetGrain<IApiKeyGrain>(token.Owner).AuthenticateAsync(token.SecretHash, call.From),
            CallerKind.Emergency =>
                grains.GetGrain<IEmergencyGrain>(token.Owner).AuthenticateAsync(token.SecretHash, call.From),
            _ => grains.GetGrain<IUserGrain>(token.Owner).AuthenticateAsync(token.SecretHash, call.From),
        });
        if (found.Caller is not { } caller)
        {
            await RefuseUnknownAsync(call, found.Refusal!);
            throw new InvalidOperationException("Not reached.");
        }

        return caller with { Grants = found.Grants };
    }

    /// <summary>
    /// Who makes the call that may go on, and the trail it belongs to; null when its answer is null since there is nothing
    /// to ask about.
    /// </summary>
    private async Task<(Caller Caller, string Trail)?> AllowAsync(GuardedCall call, NeedsAttribute needs, Caller caller)
    {
        var domains = needs.Scope == Scope.Any
            ? []
            : await scope.DomainsAsync(needs.Scope, call.Key, call.FirstArgument);
        if (domains is null or { Count: 0 } && !Array.Exists(caller.Grants, grant => grant.Right == needs.Right))
        {
            // Whoever has the right nowhere learns nothing about which campaigns there are.
            await RefuseAsync(call, caller, RightRefusal.Of(needs.Right, null, caller));
        }

        if (domains is null)
        {
            return needs.NullIfAbsent ? null : throw new CallRefusedException(new Refusal(
                "not-found", "There is no such campaign; `campaign list` shows what there is.", "id"));
        }

        // The trail of a domain holds what concerned it; who may do nothing there must not be able to fill it.
        foreach (var domain in domains)
        {
            if (!caller.May(needs.Right, domain))
            {
                if (await DeputyAsync(needs.Right, domain, caller) is { } deputy)
                {
                    caller = deputy;
                    continue;
                }

                await RefuseAsync(call, caller, RightRefusal.Of(needs.Right, domain, caller));
            }
        }

        var trail = domains is [.., not Grant.Everywhere] ? domains[^1] : IAuditGrain.SystemTrail;
        await AllowedAsync(trail, call, needs, caller);
        return (caller, trail);
    }

    /// <summary>The caller with what an approver has lent them; null if nobody has, or they have no factor or no right.</summary>
    private async Task<Caller?> DeputyAsync(string right, string domain, Caller caller)
    {
        var canBe = right is Right.CampaignApprove or Right.CampaignRead
            && caller is { Kind: CallerKind.Person, SecondFactorAt: not null, Grants.Length: > 0 };
        if (!canBe || await grains.GetGrain<IDeputiesGrain>(domain).ForAsync(caller.Name) is not { } approver)
        {
            return null;
        }

        Grant[] lent = [new(Right.CampaignApprove, domain), new(Right.CampaignRead, domain)];
        return caller with { DeputyOf = approver, Grants = [.. caller.Grants, .. lent] };
    }

    // Of an emergency everything is written down: whoever reviews it has to see what was looked at, too.
    private Task AllowedAsync(string trail, GuardedCall call, NeedsAttribute needs, Caller caller) =>
        needs.Quiet && caller.Kind != CallerKind.Emergency
        ? Task.CompletedTask
        : audit.AllowedAsync(
            trail,
            caller,
            needs.Right,
            call.Target,
            caller.DeputyOf is { } approver ? $"{call.Detail} deputyOf={approver}" : call.Detail);

    // Whoever reads the trail would else take what a rule has refused, such as an author's own yes, for done.
    private Task TellRefusalAsync(IAnswer? answer, string trail, GuardedCall call, Caller caller) =>
        answer?.Refusal is { } refusal && call.Rule.Needs is { Quiet: false }
            ? audit.NotDoneAsync(trail, caller, call.Target, $"{call.Rule.Name} {refusal.Code}")
            : Task.CompletedTask;

    private async Task RefuseAsync(GuardedCall call, Caller caller, Refusal refusal)
    {
        await audit.RefusedAsync(
            IAuditGrain.SystemTrail, caller, call.Rule.Needs?.Right ?? call.Rule.Name, call.Target, $"{call.Detail} {refusal.Code}");
        throw new CallRefusedException(refusal);
    }

    /// <summary>Refuses whoever calls, and writes down who that is if there is a token that says so.</summary>
    private async Task RefuseAsync(GuardedCall call, string? token, Refusal refusal)
    {
        if (token is null)
        {
            await RefuseUnknownAsync(call, refusal);
        }

        await RefuseAsync(call, await AuthenticateAsync(call, token), refusal);
    }

    private async Task RefuseUnknownAsync(GuardedCall call, Refusal refusal)
    {
        await audit.UnknownRefusedAsync(
            Unknown(call, "?"), call.Rule.Needs?.Right ?? call.Rule.Name, call.Target, $"{call.Rule.Name} {refusal.Code}");
        throw new CallRefusedException(refusal);
    }

    private static Caller Unknown(GuardedCall call, string name) => new(name, CallerKind.Person, call.From, "", null);
}
