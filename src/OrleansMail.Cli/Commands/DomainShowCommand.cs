using System.CommandLine;
using OrleansMail.Domains;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>domain show</c>: a sending domain and its DNS records.</summary>
internal static class DomainShowCommand
{
    public static Command Create()
    {
        var domain = Inputs.Domain();
        return Verb.OnSilo(
            "show",
            "Shows a sending domain and the DNS records to publish.",
            "campaign.read",
            async (context, _) =>
            {
                var name = Inputs.ALabels(context.Get(domain))!;
                if (await context.Grains.GetGrain<ISendingDomainGrain>(name).ShowAsync() is not { } found)
                {
                    return DomainPrint.Missing(context, name);
                }

                DomainPrint.Show(context, found);
                return CommandRun.Done;
            },
            domain);
    }
}
