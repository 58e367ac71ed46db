using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>user list</c>: all users.</summary>
internal static class UserListCommand
{
    public static Command Create() => Verb.OnSilo(
        "list",
        "Lists all users.",
        "user.manage",
        async (context, _) =>
        {
            var users = Array.ConvertAll(await context.Grains.GetGrain<IPeopleGrain>(0).UsersAsync(), UserView.Of);
            if (context.Output.IsJson)
            {
                context.Output.Json(users, OutputJson.Shared.UserViewArray);
                return CommandRun.Done;
            }

            var table = new Table().AddColumns("name", "state", "second factor", "sessions", "granted");
            foreach (var user in users)
            {
                table.AddRow(
                    Plain.Cell(user.Name),
                    Plain.Cell(user.State),
                    Plain.Cell(user.HasFactor ? "yes" : "no"),
                    Plain.Cell(user.Sessions),
                    Plain.Cell(string.Join(", ", user.Grants.Select(grant => new Wish(grant.What, grant.Domain)))));
            }

            context.Output.Table(table);
            return CommandRun.Done;
        });
}
