using System.CommandLine;
using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Hosting;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>audit export</c>: whole trails into a file.</summary>
internal static class AuditExportCommand
{
    public static Command Create()
    {
        var trail = AuditInputs.Trail(required: true);
        var target = Inputs.Text("--out", "FILE", "The file to write; it must not be there yet", required: true);
        var format = new Option<string>("--format")
        {
            HelpName = "FORMAT",
            Description = "jsonl, which can be verified, or csv for a spreadsheet",
            DefaultValueFactory = _ => AuditExportFile.JsonLines,
        };
        format.AcceptOnlyFromAmong(AuditExportFile.JsonLines, AuditExportFile.Csv);
        var reason = Inputs.Text("--reason", "TEXT", "Why; it stands in each exported trail", required: true);
        return Verb.OnSilo(
            "export",
            "Exports whole audit trails, with the checkpoints that are at hand. The export stands in the trails itself.",
            "audit.export",
            async (context, cancellation) =>
            {
                var trails = await AuditPages.TrailsAsync(context, trail);
                var export = Guid.NewGuid();

                // A file that cannot be made must not leave an export in the trails.
                await using var file = AuditExportFile.Create(context.Get(target), context.Get(format));
                var (refusal, ends) = await BeginAsync(context, trails, export, context.Get(reason));
                if (refusal is not null)
                {
                    return context.Output.Refuse(refusal);
                }

                foreach (var name in trails)
                {
                    await foreach (var entry in AuditPages.ExportAsync(context.Grains, name, export, cancellation))
                    {
                        await file.AddAsync(entry, cancellation);
                    }
                }

                await file.AddCheckpointsAsync(CheckpointsOf(context, ends));
                await file.FinishAsync();
                return Print(context, new ExportView(
                    context.Get(target), context.Get(format), trails, file.Entries, file.Checkpoints));
            },
            trail, target, format, reason);
    }

    /// <summary>Every trail has the export's entry before the first entry of any is read.</summary>
    private static async Task<(Refusal? Refusal, Dictionary<string, long> Ends)> BeginAsync(
        CommandContext context, string[] trails, Guid export, string reason)
    {
        var ends = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var trail in trails)
        {
            var grain = context.Grains.GetGrain<IAuditGrain>(trail);
            var begun = await Repeat.OnTimeoutAsync(() => grain.BeginExportAsync(export, reason));
            if (begun.Refusal is not null)
            {
                return (begun.Refusal, ends);
            }

            ends[trail] = begun.Last;
        }

        return (null, ends);
    }

    /// <summary>Those of the exported entries; none if the silo's folder is not on this machine.</summary>
    private static IEnumerable<AuditCheckpoint> CheckpointsOf(CommandContext context, Dictionary<string, long> ends)
    {
        var data = context.Get(GlobalOptions.Data);
        var folder = CheckpointFolder.Of(data, MailConfiguration.Read(data, null));
        if (!File.Exists(folder.CheckpointFile))
        {
            yield break;
        }

        using var lines = File.OpenText(folder.CheckpointFile);
        foreach (var line in AuditFileReader.Read(lines, dropTorn: true))
        {
            if (line.Checkpoint is { } checkpoint && checkpoint.Size <= ends.GetValueOrDefault(checkpoint.Trail))
            {
                yield return checkpoint;
            }
        }
    }

    private static int Print(CommandContext context, ExportView view)
    {
        if (context.Output.IsJson)
        {
            context.Output.Json(view, OutputJson.Shared.ExportView);
        }
        else
        {
            context.Output.Line(
                $"{Plain.Count(view.Entries)} entries of {view.Trails.Length} trails and {view.Checkpoints} checkpoints "
                + $"are in {view.File}");
        }

        return CommandRun.Done;
    }
}
