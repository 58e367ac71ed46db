using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>key rotate</c>: a second secret for an API key.</summary>
internal static class KeyRotateCommand
{
    public static Command Create()
    {
        var (id, file) = (PeopleInputs.Key(), PeopleInputs.Out("the key"));
        return Verb.OnSilo(
            "rotate",
            "Makes a new secret for an API key; the one before counts for some days more.",
            "key.manage",
            async (context, _) => SecretOutput.IsReady(context, context.Get(file))
                ? await KeyAddCommand.GiveAsync(
                    context, context.Get(id), CallerToken.NewSecret(), context.Get(file),
                    (grain, hash) => grain.RotateAsync(hash))
                : CommandRun.Failed,
            id, file);
    }
}
