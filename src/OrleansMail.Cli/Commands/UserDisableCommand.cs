using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>user disable</c> and <c>user enable</c>: shuts somebody out, and lets in again.</summary>
internal static class UserDisableCommand
{
    public static Command CreateDisable() =>
        Create("disable", "Shuts somebody out: all sessions end at once.", disabled: true);

    public static Command CreateEnable() => Create("enable", "Lets somebody in again.", disabled: false);

    private static Command Create(string verb, string what, bool disabled)
    {
        var name = PeopleInputs.User();
        return Verb.OnSilo(
            verb,
            what,
            "user.manage",
            async (context, _) =>
            {
                var grain = context.Grains.GetGrain<IUserGrain>(context.Get(name));
                return UserPrint.Show(context, await Repeat.OnTimeoutAsync(() => grain.DisableAsync(disabled)));
            },
            name);
    }
}
