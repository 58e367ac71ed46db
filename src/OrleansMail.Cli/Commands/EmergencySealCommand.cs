using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>emergency seal</c>: one of the two keys of a sealed account.</summary>
internal static class EmergencySealCommand
{
    public static Command Create()
    {
        var (name, wishes, file) = (PeopleInputs.Account(), PeopleInputs.Wishes(), PeopleInputs.Out("the key"));
        return Verb.OnSilo(
            "seal",
            "Makes one key of a sealed account; a second administrator makes the other one for the same grants. Only its "
            + "hash leaves this program: keep it apart from the other key, such as on a stick in a safe.",
            "user.manage@everywhere",
            async (context, _) =>
            {
                if (!SecretOutput.IsReady(context, context.Get(file)))
                {
                    return CommandRun.Failed;
                }

                var key = Invitation.Create();
                var grain = context.Grains.GetGrain<IEmergencyGrain>(context.Get(name));
                var answer = await Repeat.OnTimeoutAsync(() => grain.SealAsync(Invitation.HashOf(key), context.Get(wishes)));
                if (answer.Refusal is null)
                {
                    SecretOutput.Give(context, context.Get(file), "One of two keys, for `orleansmail emergency open`", key);
                }

                var code = EmergencyPrint.Show(context, answer, context.Get(file));
                if (answer.Account is { } account && !context.Output.IsJson)
                {
                    context.Output.Line(Then(account));
                }

                return code;
            },
            name, wishes, file);
    }

    private static string Then(EmergencyAccount account) => account.Phase == EmergencyPhase.HalfSealed
        ? $"A key that you made for it before opens nothing any more. Next: another administrator, orleansmail emergency seal {account.Name} "
            + $"{string.Join(' ', account.Wishes.Select(wish => $"--grant {wish}"))} --out FILE"
        : $"Two people open it: orleansmail emergency open {account.Name} --first FILE --second FILE --reason TEXT";
}
