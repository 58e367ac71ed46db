using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>key list</c>: all API keys.</summary>
internal static class KeyListCommand
{
    public static Command Create() => Verb.OnSilo(
        "list",
        "Lists all API keys, without their secrets.",
        "key.manage",
        async (context, _) =>
        {
            var now = context.Clock.GetUtcNow();
            var keys = Array.ConvertAll(
                await context.Grains.GetGrain<IPeopleGrain>(0).KeysAsync(), key => KeyView.Of(key, now, file: null));
            if (context.Output.IsJson)
            {
                context.Output.Json(keys, OutputJson.Shared.KeyViewArray);
                return CommandRun.Done;
            }

            var table = new Table().AddColumns("id", "state", "granted", "expires", "last used");
            foreach (var key in keys)
            {
                table.AddRow(
                    Plain.Cell(key.Id),
                    Plain.Cell(key.State),
                    Plain.Cell(string.Join(", ", key.Grants)),
                    Plain.Cell(key.ExpiresAt),
                    Plain.Cell(key.LastUsedAt));
            }

            context.Output.Table(table);
            return CommandRun.Done;
        });
}
