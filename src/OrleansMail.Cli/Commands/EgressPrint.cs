using OrleansMail.Egress;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary>Prints an egress address, or that there is none.</summary>
internal static class EgressPrint
{
    public static int Show(CommandContext context, string address, EgressIp? ip)
    {
        if (ip is null)
        {
            return context.Output.Fail(
                "not-found",
                $"{address} is no egress address here; add it with `orleansmail ip add {address} --ehlo NAME`",
                "address");
        }

        if (context.Output.IsJson)
        {
            context.Output.Json(EgressView.Of(ip), OutputJson.Shared.EgressView);
        }
        else
        {
            var state = ip.Paused ? "paused" : "sends";
            context.Output.Line($"{ip.Address}: {state}, EHLO {ip.EhloName}, added {Plain.Time(ip.AddedAt)}");
            if (ip.Silo is not null)
            {
                context.Output.Line($"It is sent from by {ip.Silo}{(ip.Proxy is null ? "" : $", through {ip.Proxy}")}");
            }

            if (ip.Problem is not null)
            {
                context.Output.Line($"{(ip.Silo is null ? "Nothing is sent from it" : "Its proxy does not connect")}: {ip.Problem}");
            }
        }

        return CommandRun.Done;
    }
}
