using System.CommandLine;
using OrleansMail.Domains;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>domain rotate-dkim</c>: a new key under the next selector.</summary>
internal static class DomainRotateDkimCommand
{
    public static Command Create()
    {
        var domain = Inputs.Domain();
        var operation = new Option<Guid>("--operation")
        {
            HelpName = "GUID",
            Description = "Names this rotation, so that repeating it after a time-out makes no second key",
            DefaultValueFactory = _ => Guid.NewGuid(),
        };
        return Verb.OnSilo(
            "rotate-dkim",
            "Makes a DKIM key under the next selector; the old one stays published until its mail is delivered.",
            "domain.manage",
            async (context, _) =>
            {
                var name = Inputs.ALabels(context.Get(domain))!;
                var grain = context.Grains.GetGrain<ISendingDomainGrain>(name);
                var id = context.Get(operation);
                if (await Repeat.OnTimeoutAsync(() => grain.RotateDkimAsync(id)) is not { } found)
                {
                    return DomainPrint.Missing(context, name);
                }

                DomainPrint.Show(context, found);
                return CommandRun.Done;
            },
            domain, operation);
    }
}
