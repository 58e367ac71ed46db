using System.CommandLine;
using OrleansMail.Egress;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>ip list</c>: all egress addresses.</summary>
internal static class EgressListCommand
{
    public static Command Create() => Verb.OnSilo(
        "list",
        "Lists the addresses to send from.",
        "ip.manage",
        async (context, _) =>
        {
            var addresses = await context.Report.EgressIpsAsync();
            if (context.Output.IsJson)
            {
                context.Output.Json(Array.ConvertAll(addresses, EgressView.Of), OutputJson.Shared.EgressViewArray);
                return CommandRun.Done;
            }

            var table = new Table().AddColumns("address", "EHLO name", "state", "silo", "proxy", "added");
            foreach (var ip in addresses)
            {
                table.AddRow(
                    Plain.Cell(ip.Address),
                    Plain.Cell(ip.EhloName),
                    Plain.Cell(StateOf(ip)),
                    Plain.Cell(ip.Silo),
                    Plain.Cell(ip.Proxy),
                    Plain.Cell(ip.AddedAt));
            }

            context.Output.Table(table);
            return CommandRun.Done;
        });

    private static string StateOf(EgressIp ip) => ip switch
    {
        { Paused: true } => "paused",
        { Problem: null } => "sends",
        { Silo: null } => "no silo",
        _ => "proxy fails",
    };
}
