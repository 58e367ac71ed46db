using System.CommandLine;
using OrleansMail.Audience;
using OrleansMail.Recipients;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>campaign create</c>: drafts a campaign and imports its recipients.</summary>
internal static class CampaignCreateCommand
{
    public static Command Create()
    {
        var id = Inputs.Campaign();
        var settings = new SettingsOptions(isStream: false);
        var recipients = Inputs.File(
            "--recipients", "CSV with a header row; column address, all others are merge fields; UTF-8 or CP932");
        var skipBad = new Option<bool>("--skip-bad") { Description = "Import the good rows although others are bad" };
        var exclude = Inputs.File(
            "--exclude", "CSV with a column address: rows with these addresses are left out", required: false);
        var report = Inputs.Text("--report", "FILE", "Where bad rows are listed, by default ID.bad-rows.csv");
        return Verb.OnSilo(
            "create",
            "Drafts a campaign, or changes its draft, and imports its recipients. "
            + "Rows that cannot be used are reported by line, and unless --skip-bad nothing is imported.",
            "campaign.draft and recipients.import",
            async (context, cancellation) =>
            {
                var name = context.Get(id);
                var (excluded, fault) = await ExclusionList.ReadAsync(context.Get(exclude), cancellation);
                if (excluded is null)
                {
                    return context.Output.Fail("exclude", fault!, "exclude");
                }

                var file = context.Get(recipients);
                await using var stream = file.OpenRead();
                var opening = await AudienceReader.OpenAsync(stream, cancellation);
                if (!opening.Opened)
                {
                    return context.Output.Fail("recipients", $"{file.Name}: {opening.Reason}", "recipients");
                }

                await using var reader = opening.Reader;
                if (await settings.DraftAsync(context, name, cancellation) is null)
                {
                    return CommandRun.Failed;
                }

                await using var rows = new RowReport(context.Get(report) ?? DefaultReport(name));
                var import = new AudienceImport(
                    context.Grains.GetGrain<IAudienceGrain>(name), rows, context.Get(skipBad), excluded);
                var result = await Waiting.WithBarAsync(context.Output, "Importing recipients", bar => import.RunAsync(
                    reader, () => bar((double)stream.Position / stream.Length), cancellation));
                if (result.Committed && context.Has(exclude) && rows.Excluded == 0)
                {
                    context.Output.Note(
                        "orleansmail: no recipient is in the exclusion list; look whether it is the right file");
                }

                return await ReportAsync(context, name, rows, result, reader.EncodingName);
            },
            [id, recipients, .. settings.Symbols, exclude, skipBad, report]);
    }

    /// <summary>A file name in the current folder, whatever letters the id has.</summary>
    public static string DefaultReport(string id) =>
        string.Concat(id.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'))
        + ".bad-rows.csv";

    private static async Task<int> ReportAsync(
        CommandContext context, string id, RowReport rows, ImportResult result, string encoding)
    {
        if (result.Refusal is { } refusal)
        {
            return context.Output.Refuse(refusal);
        }

        if (!result.Committed)
        {
            return rows.Bad == 0
                ? context.Output.Fail("recipients", "the recipients file has no row that can be used", "recipients")
                : context.Output.Fail(
                    "bad-rows",
                    $"{Plain.Count(rows.Bad)} rows cannot be used, so nothing was imported; {rows.Path} lists them: "
                    + "mend them, or leave them out with --skip-bad",
                    "recipients");
        }

        var status = await Repeat.OnTimeoutAsync(context.Campaign(id).StatusAsync);
        var view = new CreatedView(
            id,
            status?.State.ToString() ?? "Draft",
            result.Rows,
            rows.Bad,
            rows.Duplicates,
            encoding,
            rows.Path,
            status?.ContentHash,
            rows.Excluded);
        Print(context.Output, view);
        return CommandRun.Done;
    }

    private static void Print(Output output, CreatedView view)
    {
        if (output.IsJson)
        {
            output.Json(view, OutputJson.Shared.CreatedView);
            return;
        }

        output.Line(
            $"{view.Id} is drafted with {Plain.Count(view.Recipients)} recipients (file read as {view.Encoding})");
        if (view.Report is not null)
        {
            output.Line(
                $"Left out: {Plain.Count(view.Bad)} bad rows, "
                + $"{Plain.Count(view.Duplicates)} duplicates, {Plain.Count(view.Excluded)} of the exclusion list; "
                + $"see {view.Report}");
        }

        output.Line($"Next: orleansmail campaign check {view.Id}");
    }
}
