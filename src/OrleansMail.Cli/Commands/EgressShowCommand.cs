using System.CommandLine;
using OrleansMail.Egress;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>ip show</c>: one egress address.</summary>
internal static class EgressShowCommand
{
    public static Command Create()
    {
        var address = Inputs.EgressAddress();
        return Verb.OnSilo(
            "show",
            "Shows an address to send from.",
            "ip.manage",
            async (context, _) =>
            {
                var ip = Inputs.Canonical(context.Get(address));
                return EgressPrint.Show(context, ip, await context.Grains.GetGrain<IEgressIpGrain>(ip).ShowAsync());
            },
            address);
    }
}
