using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>Remembers where roles count.</summary>
[GrainType("roles")]
internal sealed class RolesGrain([PersistentState("roles")] IPersistentState<RolesState> stored) : Grain, IRolesGrain
{
    public async Task<RoleAnswer> AllowAsync(string role, string[] addresses)
    {
        if (Role.RightsOf(role) is null)
        {
            return Not(new Refusal("role", $"'{role}' is no role; there are {string.Join(", ", Role.Names)}", "role"));
        }

        if (!AddressList.TryParse(addresses, out var list, out var reason))
        {
            return Not(new Refusal("address", reason, "address"));
        }

        if (!list.Allows(Caller.Current.From) && await HasAsync(Caller.Current, role))
        {
            return Not(new Refusal(
                "address",
                $"that would take the role {role} from yourself, since you call from elsewhere: add your own address", "address"));
        }

        var ranges = list.Ranges;
        if (!Of(role).Addresses.AsSpan().SequenceEqual(ranges))
        {
            await WriteAsync(role, ranges);
        }

        return new RoleAnswer(null, Of(role));
    }

    public Task<RoleAddresses[]> ShowAsync() => Task.FromResult(
        stored.State.Addresses.Select(one => new RoleAddresses(one.Key, one.Value)).ToArray());

    private static RoleAnswer Not(Refusal refusal) => new(refusal, null);

    private RoleAddresses Of(string role) => new(role, stored.State.Addresses.GetValueOrDefault(role) ?? []);

    private async Task<bool> HasAsync(Caller caller, string role) =>
        caller.Kind == CallerKind.Person
        && await GrainFactory.GetGrain<IUserGrain>(caller.Name).ShowAsync() is { } user
        && Array.Exists(user.Grants, granted => granted.Wish.What == role);

    private async Task WriteAsync(string role, string[] ranges)
    {
        // A copy: whoever reads meanwhile reads what is stored.
        var next = new Dictionary<string, string[]>(stored.State.Addresses, StringComparer.Ordinal) { [role] = ranges };
        if (ranges.Length == 0)
        {
            next.Remove(role);
        }

        var before = stored.State.Addresses;
        stored.State.Addresses = next;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            // Whether it is stored is not known: the next call reads it.
            stored.State.Addresses = before;
            DeactivateOnIdle();
            throw;
        }
    }
}
