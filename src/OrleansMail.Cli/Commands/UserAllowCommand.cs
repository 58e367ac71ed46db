using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>user allow</c>: where somebody may call from.</summary>
internal static class UserAllowCommand
{
    public static Command Create()
    {
        var name = PeopleInputs.User();
        var ranges = PeopleInputs.Ranges();
        return Verb.OnSilo(
            "allow",
            "Says where somebody may call from, instead of what was said before. Checked at every call.",
            "user.manage",
            async (context, _) =>
            {
                var grain = context.Grains.GetGrain<IUserGrain>(context.Get(name));
                return UserPrint.Show(
                    context, await Repeat.OnTimeoutAsync(() => grain.AllowAsync(context.Get(ranges) ?? [])));
            },
            name, ranges);
    }
}
