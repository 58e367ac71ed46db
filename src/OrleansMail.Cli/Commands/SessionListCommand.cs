using System.CommandLine;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>session list</c>: one's own sessions.</summary>
internal static class SessionListCommand
{
    public static Command Create() => Verb.OnSilo(
        "list",
        "Lists your sessions.",
        "none, but a session",
        async (context, _) =>
        {
            if (OwnSession.Find(context) is not var (_, grain))
            {
                return CommandRun.Failed;
            }

            var sessions = Array.ConvertAll(await grain.SessionsAsync(), SessionLine.Of);
            if (context.Output.IsJson)
            {
                context.Output.Json(sessions, OutputJson.Shared.SessionLineArray);
                return CommandRun.Done;
            }

            var table = new Table().AddColumns("session", "from", "begun", "last used", "second factor", "");
            foreach (var one in sessions)
            {
                table.AddRow(
                    Plain.Cell(one.Id),
                    Plain.Cell(one.From),
                    Plain.Cell(one.StartedAt),
                    Plain.Cell(one.LastUsedAt),
                    Plain.Cell(one.SecondFactorAt),
                    Plain.Cell(one.IsThis ? "this one" : ""));
            }

            context.Output.Table(table);
            return CommandRun.Done;
        });
}
