using System.CommandLine;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>factor recovery</c>: new recovery codes.</summary>
internal static class FactorRecoveryCommand
{
    public static Command Create()
    {
        var file = PeopleInputs.Out("the list of recovery codes");
        return Verb.OnSilo(
            "recovery",
            "Makes ten new recovery codes; those you have are void.",
            "none, but a session",
            async (context, _) =>
            {
                if (OwnSession.Find(context) is not var (name, grain) || !SecretOutput.IsReady(context, context.Get(file)))
                {
                    return CommandRun.Failed;
                }

                var answer = await grain.RenewRecoveryAsync(SecretInput.Code(context.Clock));
                return FactorAddCommand.Take(context, name, context.Get(file), answer);
            },
            file);
    }
}
