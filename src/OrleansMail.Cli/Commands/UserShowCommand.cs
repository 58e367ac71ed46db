using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>user show</c>: one user with rights.</summary>
internal static class UserShowCommand
{
    public static Command Create()
    {
        var name = PeopleInputs.User();
        return Verb.OnSilo(
            "show",
            "Shows a user and what was granted.",
            "user.manage",
            async (context, _) => UserPrint.Show(
                context,
                new UserAnswer(null, await context.Grains.GetGrain<IUserGrain>(context.Get(name)).ShowAsync())),
            name);
    }
}
