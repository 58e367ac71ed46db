using System.CommandLine;
using OrleansMail.Domains;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>domain check</c>: compares what DNS publishes with what the silo signs with.</summary>
internal static class DomainCheckCommand
{
    public static Command Create()
    {
        var domain = Inputs.Domain();
        var servers = new Option<string[]>("--dns")
        {
            HelpName = "HOST:PORT",
            Description = "DNS servers to ask, instead of the system's; may be given more than once",
        };
        servers.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!DomainRecords.TryParseServer(token.Value, out _))
                {
                    result.AddError(
                        $"--dns '{token.Value}' is no address; write for example 192.0.2.53 or 127.0.0.1:5353.");
                }
            }
        });
        return Verb.OnSilo(
            "check",
            "Asks DNS whether the domain's records are published: DKIM as the silo signs, SPF and DMARC at all.",
            "campaign.read",
            async (context, cancellation) =>
            {
                var name = Inputs.ALabels(context.Get(domain))!;
                if (await context.Grains.GetGrain<ISendingDomainGrain>(name).ShowAsync() is not { } found)
                {
                    return DomainPrint.Missing(context, name);
                }

                var records = new DomainRecords(context.Get(servers) ?? []);
                return Print(context, await records.CheckAsync(found, cancellation));
            },
            domain, servers);
    }

    private static int Print(CommandContext context, DomainCheckView view)
    {
        if (context.Output.IsJson)
        {
            context.Output.Json(view, OutputJson.Shared.DomainCheckView);
            return view.Ok ? CommandRun.Done : CommandRun.Failed;
        }

        var table = new Table().AddColumns("record", "name", "state", "found");
        foreach (var record in view.Records)
        {
            table.AddRow(
                Plain.Cell(record.Kind), Plain.Cell(record.Name), Plain.Cell(record.State), Plain.Cell(record.Found));
        }

        context.Output.Table(table);
        if (!view.Ok)
        {
            context.Output.Note(
                "orleansmail: not all records are published; "
                + $"see `orleansmail domain show {view.Domain}` for the lines");
        }

        return view.Ok ? CommandRun.Done : CommandRun.Failed;
    }
}
