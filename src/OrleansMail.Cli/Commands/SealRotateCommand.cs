using System.CommandLine;
using OrleansMail.Sealing;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>seal rotate</c>: wraps every data key under the newest version of the cluster key.</summary>
internal static class SealRotateCommand
{
    public static Command Create() => Verb.OnSilo(
        "rotate",
        "Reads the cluster key file anew and wraps every data key under its newest version, while mail is sent. Add a "
        + "version with `seal new-key` before.",
        "key.manage",
        async (context, _) =>
        {
            var operation = Guid.NewGuid();
            var grain = context.Grains.GetGrain<ISealGrain>(0);
            return SealPrint.Status(
                context.Output, await Repeat.OnTimeoutAsync(() => grain.RotateAsync(operation)));
        });
}
