using System.CommandLine;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>factor prove</c>: shows the second factor again in a session.</summary>
internal static class FactorProveCommand
{
    public static Command Create() => Verb.OnSilo(
        "prove",
        "Shows your second factor again, for what needs a fresh one.",
        "none, but a session",
        async (context, _) => OwnSession.Find(context) is var (name, grain)
            ? OwnSession.Take(context, name, await grain.StepUpAsync(SecretInput.Code(context.Clock)))
            : CommandRun.Failed);
}
