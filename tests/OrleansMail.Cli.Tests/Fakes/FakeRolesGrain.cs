using OrleansMail.People;

namespace OrleansMail.Fakes;

/// <summary>Remembers lists, and refuses a role that is none.</summary>
internal sealed class FakeRolesGrain : Grain, IRolesGrain
{
    private readonly Dictionary<string, string[]> _lists = new(StringComparer.Ordinal);

    public Task<RoleAnswer> AllowAsync(string role, string[] addresses)
    {
        if (Role.RightsOf(role) is null)
        {
            return Task.FromResult(new RoleAnswer(new("role", $"'{role}' is no role", "role"), null));
        }

        _lists[role] = addresses;
        return Task.FromResult(new RoleAnswer(null, new RoleAddresses(role, addresses)));
    }

    public Task<RoleAddresses[]> ShowAsync() =>
        Task.FromResult(_lists.Select(one => new RoleAddresses(one.Key, one.Value)).ToArray());
}
