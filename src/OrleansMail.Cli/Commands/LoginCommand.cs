using System.CommandLine;
using OrleansMail.Hosting;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>login</c>: begins a session, for the first time with an invitation.</summary>
internal static class LoginCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME")
        {
            Description = "Your user name; by default that of the operating system",
            DefaultValueFactory = _ => Environment.UserName.ToLowerInvariant(),
        };
        name.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && PersonName.Fault(result.Tokens[0].Value) is { } fault)
            {
                result.AddError($"'{result.Tokens[0].Value}' {fault}.");
            }
        });
        var invited = new Option<bool>("--invited")
        {
            Description = $"Choose a password with your invitation ({SecretInput.InvitationVariable} names its file)",
        };
        var first = new Option<bool>("--first")
        {
            Description = "Become the first administrator, on the silo's machine with access to its folder",
        };
        return Verb.OnSilo(
            "login",
            "Begins a session, kept in your own configuration folder. Asks for password and code, or reads them from "
            + $"files that {SecretInput.PasswordVariable} and {SecretInput.FactorVariable} name.",
            "none",
            async (context, _) =>
            {
                var user = context.Get(name);
                var answer = context.Get(first)
                    ? await FirstAsync(context, user)
                    : context.Get(invited)
                        ? await InvitedAsync(context, user)
                        : await PasswordAsync(context, user);
                var code = OwnSession.Take(context, user, answer);
                return code == CommandRun.Done && answer.Needs == SessionNeeds.Factor && context.Output.IsLive
                    ? await FactorAddCommand.RunAsync(context, outFile: null)
                    : code;
            },
            name, invited, first);
    }

    private static Task<SessionAnswer> PasswordAsync(CommandContext context, string user)
    {
        var password = SecretInput.Ask("Password", SecretInput.PasswordVariable);
        var shown = new SignIn(password, SecretInput.Code(context.Clock), OwnSession.Store(context).Device());
        return context.Grains.GetGrain<IUserGrain>(user).SignInAsync(shown);
    }

    private static async Task<SessionAnswer> InvitedAsync(CommandContext context, string user)
    {
        var invitation = SecretInput.Ask("Invitation", SecretInput.InvitationVariable);
        var password = SecretInput.AskTwice("New password", SecretInput.PasswordVariable);
        var shown = new FirstSignIn(
            invitation, password, SecretInput.Code(context.Clock), OwnSession.Store(context).Device());
        var answer = await context.Grains.GetGrain<IUserGrain>(user).AcceptAsync(shown);
        return answer.Refusal is { Code: "sign-in" } refusal
            ? SessionAnswer.No(refusal with
            {
                Message = "name, invitation or code is wrong, or the invitation was used or is too old: an administrator makes "
                    + "another one with `orleansmail user invite NAME`",
            })
            : answer;
    }

    private static async Task<SessionAnswer> FirstAsync(CommandContext context, string user)
    {
        var file = Path.Combine(context.Get(GlobalOptions.Data), FirstAdministrator.FileName);
        if (!File.Exists(file))
        {
            throw new IOException($"{file} is not there: there is an administrator already, who invites you with "
                + "`orleansmail user add NAME`, or the silo did not start");
        }

        var password = SecretInput.AskTwice("New password", SecretInput.PasswordVariable);
        var shown = new FirstSignIn(
            await File.ReadAllTextAsync(file), password, "", OwnSession.Store(context).Device());
        var answer = await context.Grains.GetGrain<IPeopleGrain>(0).FirstAsync(user, shown);
        if (answer.Refusal is null)
        {
            File.Delete(file);
        }

        return answer;
    }
}
