using System.CommandLine;
using OrleansMail.Sealing;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>seal status</c>: what wraps the keys of stored data.</summary>
internal static class SealStatusCommand
{
    public static Command Create() => Verb.OnSilo(
        "status",
        "Shows how many data keys are wrapped under which version of the cluster key, and which may be taken out.",
        "key.manage",
        async (context, _) => SealPrint.Status(
            context.Output, await context.Grains.GetGrain<ISealGrain>(0).StatusAsync()));
}
