namespace OrleansMail.People;

/// <content>Roles that count from some addresses alone.</content>
internal sealed partial class UserGrain
{
    private static readonly TimeSpan ListsCount = TimeSpan.FromSeconds(1);

    // Longer would hold every call of this person up while a silo has just died.
    private static readonly TimeSpan LongestAsked = TimeSpan.FromSeconds(1);

    private Dictionary<string, AddressList>? _lists;
    private DateTimeOffset _listsAt;

    /// <summary>What counts of this person's grants for a call from an address, and the roles that do not.</summary>
    private async Task<(Grant[] Grants, Wish[] Away)> FromAsync(string from, DateTimeOffset now)
    {
        if (!stored.State.Grants.Exists(granted => Role.RightsOf(granted.Wish.What) is not null))
        {
            return (Effective(now), []);
        }

        var lists = await ListsAsync(now);
        var away = stored.State.Grants.FindAll(
            granted => lists.TryGetValue(granted.Wish.What, out var list) && !list.Allows(from));
        return away.Count == 0
            ? (Effective(now), [])
            : (Rights.Effective(stored.State.Grants.Except(away), now), [.. away.Select(granted => granted.Wish)]);
    }

    private async Task<Dictionary<string, AddressList>> ListsAsync(DateTimeOffset now)
    {
        var known = _lists;
        if (known is not null && now - _listsAt < ListsCount && now >= _listsAt)
        {
            return known;
        }

        try
        {
            var asked = GrainFactory.GetGrain<IRolesGrain>(0).ShowAsync();
            var shown = await (known is null ? asked : asked.WaitAsync(LongestAsked, parts.Clock));
            known = shown.ToDictionary(one => one.Role, Parse, StringComparer.Ordinal);
        }
        catch (Exception failure) when (known is not null && failure is TimeoutException or OrleansException or IOException)
        {
            // Storage or a silo is away. Whoever was let in goes on, and stops what has to be stopped.
        }

        (_lists, _listsAt) = (known, now);
        return known!;
    }

    private static AddressList Parse(RoleAddresses role) => AddressList.TryParse(role.Addresses, out var list, out var reason)
        ? list
        : throw new InvalidOperationException(reason);
}
