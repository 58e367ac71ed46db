using System.CommandLine;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>domain list</c>: all sending domains.</summary>
internal static class DomainListCommand
{
    public static Command Create() => Verb.OnSilo(
        "list",
        "Lists the sending domains.",
        "campaign.read",
        async (context, _) =>
        {
            var domains = await context.Report.DomainsAsync();
            if (context.Output.IsJson)
            {
                context.Output.Json(Array.ConvertAll(domains, DomainView.Of), OutputJson.Shared.DomainViewArray);
                return CommandRun.Done;
            }

            var table = new Table().AddColumns("domain", "selector", "added");
            foreach (var domain in domains)
            {
                table.AddRow(Plain.Cell(domain.Domain), Plain.Cell(domain.Selector), Plain.Cell(domain.AddedAt));
            }

            context.Output.Table(table);
            return CommandRun.Done;
        });
}
