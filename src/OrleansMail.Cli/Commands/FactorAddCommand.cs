using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>factor add</c>: an authenticator app as second factor.</summary>
internal static class FactorAddCommand
{
    private const string Codes = "Your recovery codes, each good for one sign-in without the app";

    public static Command Create()
    {
        var file = PeopleInputs.Out("the list of recovery codes");
        return Verb.OnSilo(
            "add",
            "Adds an authenticator app (TOTP) as your second factor, or replaces the one you have. The new secret is shown, "
            + $"or written to the file that {SecretInput.FactorVariable} names.",
            "none, but a session",
            (context, _) => RunAsync(context, context.Get(file)),
            file);
    }

    public static async Task<int> RunAsync(CommandContext context, string? outFile)
    {
        if (OwnSession.Find(context) is not var (name, grain) || !SecretOutput.IsReady(context, outFile))
        {
            return CommandRun.Failed;
        }

        var password = SecretInput.Ask("Password", SecretInput.PasswordVariable);
        var offer = await grain.OfferFactorAsync(password, SecretInput.Code(context.Clock));
        if (offer.Refusal is { } refusal)
        {
            return context.Output.Refuse(refusal);
        }

        if (context.Output.IsLive)
        {
            context.Output.Line("Add this to your authenticator app:");
            context.Output.Line(offer.Uri);
            context.Output.Line($"or by hand: {offer.Secret}");
            await context.Output.FlushAsync(CancellationToken.None);
        }

        var answer = await grain.ConfirmFactorAsync(SecretInput.FirstCode(offer.Secret, context.Clock));
        return Take(context, name, outFile, answer);
    }

    /// <summary>Hands recovery codes over and keeps the session's new token.</summary>
    public static int Take(CommandContext context, string name, string? outFile, FactorAnswer answer)
    {
        if (answer.Refusal is { } refusal)
        {
            return context.Output.Refuse(refusal);
        }

        OwnSession.Store(context).Keep(answer.Session!.Token);
        SecretOutput.Give(context, outFile, Codes, string.Join('\n', answer.RecoveryCodes));
        if (context.Output.IsJson)
        {
            context.Output.Json(
                new FactorView(name, answer.RecoveryCodes.Length, outFile), OutputJson.Shared.FactorView);
        }

        return CommandRun.Done;
    }
}
