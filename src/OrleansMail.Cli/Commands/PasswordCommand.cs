using System.CommandLine;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>password</c>: another password for oneself.</summary>
internal static class PasswordCommand
{
    public static Command Create() => Verb.OnSilo(
        "password",
        "Changes your password; your other sessions end. Asks for both, or reads them from files that "
        + $"{SecretInput.PasswordVariable} and {SecretInput.NewPasswordVariable} name.",
        "none, but a session",
        async (context, _) =>
        {
            if (OwnSession.Find(context) is not var (name, grain))
            {
                return CommandRun.Failed;
            }

            var current = SecretInput.Ask("Current password", SecretInput.PasswordVariable);
            var wanted = SecretInput.AskTwice("New password", SecretInput.NewPasswordVariable);
            return OwnSession.Take(context, name, await grain.ChangePasswordAsync(current, wanted));
        });
}
