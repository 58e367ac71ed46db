using OrleansMail.Sealing;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary>Prints which versions of the cluster key are in use.</summary>
internal static class SealPrint
{
    public static int Status(Output output, SealStatus status)
    {
        var view = SealView.Of(status);
        if (output.IsJson)
        {
            output.Json(view, OutputJson.Shared.SealView);
            return CommandRun.Done;
        }

        var table = new Table().AddColumns("version", "data keys wrapped", "");
        foreach (var version in view.Versions)
        {
            table.AddRow(Plain.Cell(version.Version), Plain.Cell(version.Keys), Plain.Cell(version.Use));
        }

        output.Table(table);
        output.Line($"Cluster key file: {view.KeyFile}");
        output.Line($"Forgotten campaigns: {Plain.Count(view.Forgotten)}");
        if (view is { Remaining: > 0, RemainingSince: { } since })
        {
            output.Line(
                $"Old copies of keys in the file of the database: {Plain.Count(view.Remaining)}, since {Plain.Time(since)}: "
                + $"{view.RemainsBecause}");
        }

        return CommandRun.Done;
    }
}
