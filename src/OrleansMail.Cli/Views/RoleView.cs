using OrleansMail.People;

namespace OrleansMail.Views;

/// <summary>A role as JSON.</summary>
/// <param name="Addresses">Ranges that it counts from; none for anywhere.</param>
internal sealed record RoleView(string Name, string[] Rights, string[] Addresses)
{
    public static RoleView Of(RoleAddresses role) => new(role.Role, [.. Role.RightsOf(role.Role) ?? []], role.Addresses);
}
