using System.CommandLine;
using OrleansMail.Egress;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>ip pause</c> and <c>ip resume</c>: stops or allows new deliveries from an address.</summary>
internal static class EgressPauseCommand
{
    public static Command CreatePause() => Create("pause", "Stops new deliveries from an address.", paused: true);

    public static Command CreateResume() => Create("resume", "Allows deliveries from an address again.", paused: false);

    private static Command Create(string name, string what, bool paused)
    {
        var address = Inputs.EgressAddress();
        return Verb.OnSilo(
            name,
            what,
            "ip.manage",
            async (context, _) =>
            {
                var ip = Inputs.Canonical(context.Get(address));
                var grain = context.Grains.GetGrain<IEgressIpGrain>(ip);
                return EgressPrint.Show(context, ip, await grain.PauseAsync(paused));
            },
            address);
    }
}
