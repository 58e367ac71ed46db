using System.CommandLine;
using OrleansMail.Audit;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>audit verify</c>: are the trails what was written?</summary>
internal static class AuditVerifyCommand
{
    public static Command Create()
    {
        var options = new AuditVerifyOptions();
        return Verb.OnSiloUnless(
            options.File,
            "verify",
            "Verifies audit trails and names the first bad entry: those of the silo against its checkpoint file, or, with "
            + "--file, an export against --checkpoints and with --public-key, without any silo.",
            "audit.read",
            (context, cancellation) => RunAsync(context, options, cancellation),
            options.Symbols);
    }

    private static async Task<int> RunAsync(
        CommandContext context, AuditVerifyOptions options, CancellationToken cancellation)
    {
        var reader = new AuditVerification(context, options);
        if (!reader.TryReadCheckpoints(out var checkpoints, out var fault))
        {
            return context.Output.Fail("public-key", fault, "public-key");
        }

        var verifier = new AuditVerifier(checkpoints);
        if (context.Get(options.File) is { } file)
        {
            reader.VerifyFile(verifier, checkpoints, file);
        }
        else
        {
            await reader.VerifySiloAsync(verifier, checkpoints, cancellation);
        }

        return Print(context, options, VerifyView.Of(verifier.End(), checkpoints?.Faults ?? []), checkpoints is not null);
    }

    private static int Print(CommandContext context, AuditVerifyOptions options, VerifyView view, bool compared)
    {
        var output = context.Output;
        if (output.IsJson)
        {
            output.Json(view, OutputJson.Shared.VerifyView);
        }
        else
        {
            var table = new Table().AddColumns("trail", "entries", "covered by checkpoints", "first bad", "what is wrong");
            foreach (var trail in view.Trails)
            {
                table.AddRow(
                    Plain.Cell(trail.Trail), Plain.Cell(trail.Entries), Plain.Cell(trail.Covered),
                    Plain.Cell(trail.FirstBad), Plain.Cell(trail.Reason));
            }

            output.Table(table);
            output.Line(view.Ok ? $"All {Plain.Count(view.Entries)} entries are in order" : "The trails are NOT in order");
        }

        foreach (var fault in view.Faults)
        {
            output.Note($"orleansmail: {fault}");
        }

        if (!compared)
        {
            output.Note("orleansmail: compared with no checkpoint: a trail whose end was cut off, or that was written "
                + "anew from some entry on, passes; give --checkpoints and --public-key");
        }

        if (!view.Ok && compared && context.Has(options.File) && !context.Has(options.Until))
        {
            output.Note("orleansmail: of an export that is older than the checkpoints the end seems to be gone; --until TIME names "
                + "when it was made, and leaves later checkpoints out");
        }

        return view.Ok ? CommandRun.Done : CommandRun.Failed;
    }
}
