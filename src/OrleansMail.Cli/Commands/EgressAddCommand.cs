using System.CommandLine;
using OrleansMail.Egress;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>ip add</c>: registers an address to send from.</summary>
internal static class EgressAddCommand
{
    public static Command Create()
    {
        var address = Inputs.EgressAddress();
        var ehlo = Inputs.Text("--ehlo", "NAME", "Host name that resolves to the address and back; without one the address itself is said, which many refuse");
        ehlo.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Inputs.ALabels(result.Tokens[0].Value) is null)
            {
                result.AddError($"--ehlo '{result.Tokens[0].Value}' is no host name.");
            }
        });
        return Verb.OnSilo(
            "add",
            "Registers an address to send from, or changes its EHLO name.",
            "ip.manage",
            async (context, _) =>
            {
                var ip = Inputs.Canonical(context.Get(address));
                var name = context.Get(ehlo) is { } given ? Inputs.ALabels(given) : null;
                return EgressPrint.Show(context, ip, await context.Grains.GetGrain<IEgressIpGrain>(ip).AddAsync(name));
            },
            address, ehlo);
    }
}
