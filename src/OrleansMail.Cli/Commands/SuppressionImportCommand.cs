using System.CommandLine;
using System.Runtime.CompilerServices;
using OrleansMail.Addresses;
using OrleansMail.Audience;
using OrleansMail.Suppression;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>suppression import</c>: suppresses every address of a file.</summary>
internal static class SuppressionImportCommand
{
    // Enough to keep 256 shards busy over one connection; more would only queue in the silo.
    private const int AtOnce = 64;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV with a header row and a column address" };
        file.AcceptExistingOnly();
        var report = Inputs.Text("--report", "FILE", "Where bad rows are listed, by default suppression.bad-rows.csv");
        return Verb.OnSilo(
            "import",
            "Suppresses every address of a file. Bad rows are reported and the others taken; then the exit code is 1.",
            "suppression.manage",
            async (context, cancellation) =>
            {
                var source = context.Get(file);
                await using var stream = source.OpenRead();
                var opening = await AudienceReader.OpenAsync(stream, cancellation);
                if (!opening.Opened)
                {
                    return context.Output.Fail("file", $"{source.Name}: {opening.Reason}", "file");
                }

                await using var reader = opening.Reader;
                await using var rows = new RowReport(context.Get(report) ?? "suppression.bad-rows.csv");
                var added = await Waiting.WithBarAsync(
                    context.Output,
                    "Importing addresses",
                    bar => AddAllAsync(
                        context,
                        GoodRowsAsync(reader, rows, () => bar((double)stream.Position / stream.Length), cancellation),
                        source.Name,
                        cancellation));
                return Print(
                    context.Output, new SuppressionImportView(added, rows.Bad, reader.EncodingName, rows.Path));
            },
            file, report);
    }

    private static async Task<long> AddAllAsync(
        CommandContext context, IAsyncEnumerable<Mailbox> addresses, string source, CancellationToken cancellation)
    {
        var added = 0L;
        var since = context.Clock.GetUtcNow();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(addresses, options, async (mailbox, _) =>
        {
            var grain = SuppressionGrains.Of(context.Grains, mailbox);
            var entry = new SuppressionEntry(mailbox.Canonical, "import", source, since);
            await Repeat.OnTimeoutAsync(async () =>
            {
                await grain.AddAsync(entry);
                return true;
            });
            Interlocked.Increment(ref added);
        });
        return added;
    }

    private static async IAsyncEnumerable<Mailbox> GoodRowsAsync(
        AudienceReader reader,
        RowReport report,
        Action advanced,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var item in reader.ReadAsync(cancellation))
        {
            if (item is BadRow bad)
            {
                await report.AddAsync(bad.Line, bad.Reason, isDuplicate: false, cancellation);
            }
            else if (item is AudienceRow row)
            {
                advanced();
                yield return row.Mailbox;
            }
        }
    }

    private static int Print(Output output, SuppressionImportView view)
    {
        if (output.IsJson)
        {
            output.Json(view, OutputJson.Shared.SuppressionImportView);
        }
        else
        {
            output.Line($"{Plain.Count(view.Added)} addresses are suppressed (file read as {view.Encoding})");
        }

        if (view.Bad == 0)
        {
            return CommandRun.Done;
        }

        output.Note($"orleansmail: {Plain.Count(view.Bad)} rows cannot be used; {view.Report} lists them");
        return CommandRun.Failed;
    }
}
