using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>user grant</c> and <c>user revoke</c>: a right or role more, or less.</summary>
internal static class UserGrantCommand
{
    public static Command CreateGrant() => Create(
        "grant",
        "Gives somebody else a right or a role. A campaign.approve in it counts after a day.",
        (grain, wish) => grain.GrantAsync(wish));

    public static Command CreateRevoke() => Create(
        "revoke", "Takes a right or role from somebody else, at once.", (grain, wish) => grain.RevokeAsync(wish));

    private static Command Create(string verb, string what, Func<IUserGrain, Wish, Task<UserAnswer>> act)
    {
        var (name, wish) = (PeopleInputs.User(), PeopleInputs.Wish());
        return Verb.OnSilo(
            verb,
            what,
            "user.manage",
            async (context, _) =>
            {
                var grain = context.Grains.GetGrain<IUserGrain>(context.Get(name));
                return UserPrint.Show(
                    context, await Repeat.OnTimeoutAsync(() => act(grain, context.Get(wish))));
            },
            name, wish);
    }
}
