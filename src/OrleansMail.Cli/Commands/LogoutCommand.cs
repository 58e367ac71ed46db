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

            try
            {
                await grain.SignOutAsync();
            }
            finally
            {
                // A session that has ended by itself is refused; it is of no use here either.
                OwnSession.Store(context).Forget();
            }

            context.Output.Note($"{name} is signed out");
            return CommandRun.Done;
        });
}
