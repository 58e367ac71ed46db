using System.CommandLine;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>logout</c>: ends the session here and on the silo.</summary>
internal static class LogoutCommand
{
    public static Command Create() => Verb.OnSilo(
        "logout",
        "Ends your session, or the emergency that is open here.",
        "none",
        async (context, _) =>
        {
            string name;
            Func<Task> end;
            if (OwnSession.FindEmergency(context) is var (account, emergency))
            {
                (name, end) = (account, emergency.CloseAsync);
            }
            else if (OwnSession.Find(context) is var (user, grain))
            {
                (name, end) = (user, grain.SignOutAsync);
            }
            else
            {
                return CommandRun.Failed;
            }

            try
            {
                await end();
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
