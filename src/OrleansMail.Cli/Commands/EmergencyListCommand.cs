using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>emergency list</c>: all sealed accounts.</summary>
internal static class EmergencyListCommand
{
    public static Command Create() => Verb.OnSilo(
        "list",
        "Lists the sealed accounts, and which of them wait for a review.",
        "user.manage@everywhere",
        async (context, _) =>
        {
            var accounts = Array.ConvertAll(
                await context.Grains.GetGrain<IPeopleGrain>(0).EmergenciesAsync(), account => EmergencyView.Of(account));
            if (context.Output.IsJson)
            {
                context.Output.Json(accounts, OutputJson.Shared.EmergencyViewArray);
                return CommandRun.Done;
            }

            var table = new Table().AddColumns("name", "state", "granted", "keys of", "opened", "reason", "reviewed by");
            foreach (var account in accounts)
            {
                table.AddRow(
                    Plain.Cell(account.Name),
                    Plain.Cell(account.State),
                    Plain.Cell(string.Join(", ", account.Grants)),
                    Plain.Cell(string.Join(", ", account.SealedBy)),
                    Plain.Cell(account.OpenedAt),
                    Plain.Cell(account.Reason),
                    Plain.Cell(account.ReviewedBy));
            }

            context.Output.Table(table);
            return CommandRun.Done;
        });
}
