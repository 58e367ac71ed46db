using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>role list</c>: all roles.</summary>
internal static class RoleListCommand
{
    public static Command Create() => Verb.OnSilo(
        "list",
        "Lists all roles, their rights, and where they count.",
        "user.manage",
        async (context, _) =>
        {
            var lists = await context.Grains.GetGrain<IRolesGrain>(0).ShowAsync();
            RoleView[] roles =
            [
                .. Role.Names.Select(name =>
                    RoleView.Of(Array.Find(lists, list => list.Role == name) ?? new RoleAddresses(name, []))),
            ];
            if (context.Output.IsJson)
            {
                context.Output.Json(roles, OutputJson.Shared.RoleViewArray);
                return CommandRun.Done;
            }

            var table = new Table().AddColumns("role", "rights", "counts from");
            foreach (var role in roles)
            {
                table.AddRow(
                    Plain.Cell(role.Name),
                    Plain.Cell(string.Join(", ", role.Rights)),
                    Plain.Cell(role.Addresses.Length == 0 ? "anywhere" : string.Join(", ", role.Addresses)));
            }

            context.Output.Table(table);
            return CommandRun.Done;
        });
}
