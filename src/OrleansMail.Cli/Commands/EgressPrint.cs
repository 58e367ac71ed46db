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
            if ((ip.Problem ?? ip.Silo) is { } where)
            {
                context.Output.Line(ip.Problem is null ? $"It is sent from by {where}" : $"Nothing is sent from it: {where}");
            }
        }

        return CommandRun.Done;
    }
}
