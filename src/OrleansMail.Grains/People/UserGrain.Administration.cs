using OrleansMail.Campaigns;

namespace OrleansMail.People;

internal sealed partial class UserGrain
{
    private static readonly TimeSpan DropFor = TimeSpan.FromHours(1);

    public async Task<UserAnswer> CreateAsync(byte[] invitationHash, Wish[] wishes)
    {
        var (caller, now) = (Caller.Current, Now);
        if (PersonName.Fault(Name) is { } wrong)
        {
            return Not(new Refusal("name", $"'{Name}' {wrong}", "name"));
        }

        if (Account.Exists)
        {
            return stored.State.Invitation is { } open && open.AsSpan().SequenceEqual(invitationHash)
                ? Done()
                : Not(new Refusal("exists", $"there is a user {Name} already; see `orleansmail user show {Name}`", "name"));
        }

        foreach (var wish in wishes)
        {
            if (await GrantFaultAsync(wish, isGiven: true) is { } refusal)
            {
                return Not(refusal);
            }
        }

        Granted[] grants = [.. wishes.Distinct().Select(wish => new Granted(wish, caller.Name, now, now))];
        var approves = Array.Exists(grants, Approves) ? await ApproveFromAsync(now) : now;
        for (var at = 0; at < grants.Length; at++)
        {
            grants[at] = Approves(grants[at]) ? grants[at] with { ApproveFrom = approves } : grants[at];
            await NoteAsync(Trail.RightGranted, $"{grants[at].Wish}, with the creation{Waits(grants[at])}");
        }

        await parts.Directory.PutAsync(Reports.DirectoryKind.User, Name, running: false);
        var state = stored.State;
        (state.CreatedAt, state.CreatedBy) = (now, caller.Name);
        (state.Invitation, state.InvitedUntil) = (invitationHash, now + parts.Options.InvitationFor);
        state.Grants = [.. grants];
        await WriteAsync();
        return Done();
    }

    public async Task<UserAnswer> InviteAsync(byte[] invitationHash)
    {
        if (Unfit() is { } unfit)
        {
            return Not(unfit);
        }

        if (Account.HasPassword && await LeaveAsync() is { } last)
        {
            return Not(last);
        }

        await EndSessionsAsync();
        Reinvite(invitationHash);
        await WriteAsync();
        return Done();
    }

    public async Task<UserAnswer> DropFactorAsync(byte[] invitationHash)
    {
        var (state, now, by) = (stored.State, Now, Caller.Current.Name);
        if (Unfit() is { } unfit)
        {
            return Not(unfit);
        }

        if (!Account.HasFactor)
        {
            return Not(new Refusal("state", $"{Name} has no factor; use `orleansmail user invite {Name}`", "name"));
        }

        var isSecond = state.DropAskedBy.Length > 0 && state.DropAskedBy != by && now < state.DropAskedUntil;
        if (!isSecond)
        {
            (state.DropAskedBy, state.DropAskedUntil) = (by, now + DropFor);
            await NoteAsync(Trail.FactorDropped, "asked for; a second administrator has to ask too");
            await WriteAsync();
            return Done();
        }

        if (await LeaveAsync() is { } last)
        {
            return Not(last);
        }

        await NoteAsync(Trail.FactorDropped, $"asked for by {state.DropAskedBy} and {by}");
        await EndSessionsAsync();
        Reinvite(invitationHash);
        (state.FactorSecret, state.Recovery, state.DropAskedBy) = (null, [], "");
        await WriteAsync();
        return Done();
    }

    public async Task<UserAnswer> GrantAsync(Wish wish)
    {
        if (await ChangeFaultAsync(wish, isGiven: true) is { } refusal)
        {
            return Not(refusal);
        }

        if (!stored.State.Grants.Exists(granted => granted.Wish == wish))
        {
            var now = Now;
            var granted = new Granted(wish, Caller.Current.Name, now, now);
            granted = Approves(granted) ? granted with { ApproveFrom = now + parts.Options.ApproveGrantDelay } : granted;
            await NoteAsync(Trail.RightGranted, $"{wish}{Waits(granted)}");
            stored.State.Grants.Add(granted);
            await WriteAsync();
            if (Account.IsAdministrator)
            {
                await People.JoinAsync(Name);
            }
        }

        return Done();
    }

    public async Task<UserAnswer> RevokeAsync(Wish wish)
    {
        if (await ChangeFaultAsync(wish, isGiven: false) is { } refusal)
        {
            return Not(refusal);
        }

        var left = stored.State.Grants.FindAll(granted => granted.Wish != wish);
        if (left.Count < stored.State.Grants.Count)
        {
            if (!Rights.Hold(left, Right.UserManage) && await LeaveAsync() is { } last)
            {
                return Not(last);
            }

            await NoteAsync(Trail.RightRevoked, $"{wish}");
            stored.State.Grants = left;
            await WriteAsync();
        }

        return Done();
    }

    public async Task<UserAnswer> DisableAsync(bool disabled)
    {
        if (Unfit() is { } unfit)
        {
            return Not(unfit);
        }

        if (disabled && await LeaveAsync() is { } last)
        {
            return Not(last);
        }

        if (stored.State.Disabled != disabled)
        {
            await EndSessionsAsync();
            stored.State.Disabled = disabled;
            await WriteAsync();
            if (Account.IsAdministrator)
            {
                await People.JoinAsync(Name);
            }
        }

        return Done();
    }

    public async Task<UserAnswer> AllowAsync(string[] addresses)
    {
        if (!Account.Exists)
        {
            return Not(No.NoUser);
        }

        if (!AddressList.TryParse(addresses, out var list, out var reason))
        {
            return Not(new Refusal("address", reason, "address"));
        }

        if (Caller.Current.Name == Name && !list.Allows(Caller.Current.From))
        {
            return Not(new Refusal(
                "address", "that would shut yourself out, since you call from elsewhere: add your own address", "address"));
        }

        stored.State.Addresses = list.Ranges;
        await WriteAsync();
        return Done();
    }

    private static UserAnswer Not(Refusal refusal) => new(refusal, null);

    private UserAnswer Done() => new(null, Shown());

    private Refusal? Unfit() =>
        !Account.Exists ? No.NoUser : Caller.Current.Name == Name ? No.SamePerson : null;

    private async Task<Refusal?> ChangeFaultAsync(Wish wish, bool isGiven) =>
        !Account.Exists ? No.NoUser : await GrantFaultAsync(wish, isGiven);

    private async Task<Refusal?> GrantFaultAsync(Wish wish, bool isGiven)
    {
        var caller = Caller.Current;
        var own = await GranterRights.OfAsync(GrainFactory, caller, Name);
        return GrantRules.Check(caller, own, Name, wish, isGiven);
    }

    /// <summary>Stops being an administrator who can sign in; refused for the last one.</summary>
    private async Task<Refusal?> LeaveAsync() =>
        !Account.IsAdministrator || await People.LeaveAsync(Name) ? null : No.Last;

    private async Task EndSessionsAsync()
    {
        if (stored.State.Sessions.Count > 0)
        {
            await NoteAsync(Trail.SessionEnded, "all sessions");
            stored.State.Sessions.Clear();
        }
    }

    private void Reinvite(byte[] invitationHash)
    {
        var state = stored.State;
        var time = state.PasswordHash.Length > 0 ? parts.Options.ResetFor : parts.Options.InvitationFor;
        (state.Invitation, state.InvitedUntil) = (invitationHash, Now + time);
        (state.PasswordHash, state.PasswordIsShort) = ("", false);
        (state.SignInLock, state.SessionLock) = (LockOut.None, LockOut.None);
    }
}
