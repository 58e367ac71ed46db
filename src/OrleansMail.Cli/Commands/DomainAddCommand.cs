using System.CommandLine;
using OrleansMail.Domains;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>domain add</c>: registers a sending domain and prints the DNS records to publish.</summary>
internal static class DomainAddCommand
{
    public static Command Create()
    {
        var domain = Inputs.Domain();
        var url = Inputs.Text(
            "--unsubscribe-url", "URL", "HTTPS address with {token} in it, for campaigns that give none");
        var mailto = Inputs.Text("--unsubscribe-mailto", "ADDRESS", "Unsubscribe address for campaigns that give none");
        var returnPath = Inputs.Text("--return-path", "ADDRESS", "Envelope sender for campaigns that give none");
        return Verb.OnSilo(
            "add",
            "Registers a sending domain and makes its DKIM key; a registered domain keeps the key it has.",
            "domain.manage",
            async (context, _) =>
            {
                var settings = new DomainSettings(context.Get(url), context.Get(mailto), context.Get(returnPath));
                var name = Inputs.ALabels(context.Get(domain))!;
                DomainPrint.Show(context, await context.Grains.GetGrain<ISendingDomainGrain>(name).AddAsync(settings));
                return CommandRun.Done;
            },
            domain, url, mailto, returnPath);
    }
}
