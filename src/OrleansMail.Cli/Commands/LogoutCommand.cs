using System.CommandLine;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>logout</c>: ends the session here and on the silo.</summary>
internal static class LogoutCommand
{
    public static Command Create() => Verb.OnSilo(
        "logout",
        "Ends your session.",
        "none",
        async (context, _) =>
        {
            if (OwnSession.Find(context) is not var (name, grain))
            {
                return CommandRun.Failed;
            }

            await grain.SignOutAsync();
            OwnSession.Store(context).Forget();
            context.Output.Note($"{name} is signed out");
            return CommandRun.Done;
        });
}
