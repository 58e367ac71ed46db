using Orleans.Concurrency;

namespace OrleansMail.People;

/// <summary>Where roles count. Key: 0.</summary>
/// <remarks>
/// Of people alone: a key has its list, and an account for emergencies must work when a list is wrong. Rights that were granted by
/// their own names have no list.
/// </remarks>
[Alias("mail.IRolesGrain")]
public interface IRolesGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Says where people have to call from for a role of theirs to count, instead of what was said before; an empty list for
    /// anywhere. Refused to whoever has the role and calls from elsewhere. Counts within a second or two.
    /// </summary>
    [Alias("Allow"), Needs(Right.UserManage, Scope.Everywhere, Tell = "role,addresses")]
    Task<RoleAnswer> AllowAsync(string role, string[] addresses);

    /// <summary>The roles that have a list.</summary>
    [Alias("Show"), Needs(Right.UserManage, Scope.Any, Quiet = true), AlwaysInterleave]
    Task<RoleAddresses[]> ShowAsync();
}
