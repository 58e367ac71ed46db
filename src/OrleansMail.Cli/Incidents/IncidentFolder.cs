using System.Text.Json;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Incidents;

/// <summary>
/// The folder of one incident: <c>incident.json</c>, <c>report.md</c>, those who got the mail in <c>affected.csv</c> and
/// those who may have got it in <c>in-doubt.csv</c>.
/// </summary>
internal sealed class IncidentFolder(CommandContext context, string path)
{
    /// <summary>The folder is made; one that has something in it is not written into.</summary>
    public bool TryCreate()
    {
        PrivateFile.CreateFolder(path);
        return !Directory.EnumerateFileSystemEntries(path).Any();
    }

    /// <summary>
    /// Writes all files. The recipients are unmasked if the caller may export them and nobody else has to agree.
    /// </summary>
    /// <returns>
    /// Recipients in the files, what stands in the way of unmasked ones (null if nothing does), and what incident.json has.
    /// </returns>
    public async Task<(long Rows, string? Masked, IncidentView View)> WriteAsync(
        IncidentAnswer answer, CancellationToken cancellation)
    {
        var incident = answer.Incident!;
        var grain = context.Grains.GetGrain<IIncidentGrain>(incident.Campaign);
        var timeline = IncidentTimeline.Of(
            incident, answer.Status, answer.Stops, await Acts.ReadAsync(grain, incident.Number, cancellation));
        var view = IncidentView.Of(incident, context.Clock.GetUtcNow(), answer.Status, answer.Stops, timeline);
        await PrivateFile.WriteAsync(
            Path.Combine(path, "incident.json"),
            JsonSerializer.Serialize(view, OutputJson.Shared.IncidentView) + "\n",
            cancellation);
        await PrivateFile.WriteAsync(
            Path.Combine(path, "report.md"),
            new IncidentReport(incident, answer.Status, answer.Stops, timeline).Text(),
            cancellation);
        if (incident.ForgottenAt is not null)
        {
            return (0, null, view);
        }

        var obstacle = answer.MayExport
            ? await ExportAsync(incident, cancellation)
            : (0, Masked: "you have not the right recipients.export for the campaign's domain");
        if (obstacle.Masked is null)
        {
            return (obstacle.Rows, null, view);
        }

        var masked = await ExportFile.WriteMaskedAsync(grain, incident.Number, Got, InDoubt, cancellation);
        return (masked, obstacle.Masked, view);
    }

    private string Got => Path.Combine(path, "affected.csv");

    private string InDoubt => Path.Combine(path, "in-doubt.csv");

    private async Task<(long Rows, string? Masked)> ExportAsync(Incident incident, CancellationToken cancellation)
    {
        var content = new ExportContent(WithValues: true, AffectedOnly: true, incident.Notice.Since);
        var asked = await context.Grains.GetGrain<IExportGrain>(incident.Campaign).RequestAsync(
            incident.Operation, $"Incident {incident.Id}", content);
        if (asked.Refusal is { } refusal)
        {
            return (0, refusal.Message);
        }

        if (!asked.Request!.IsReleased)
        {
            return (0, Commands.ExportPrint.Waits(asked.Request));
        }

        var (rows, refused) = await ExportFile.WriteAsync(
            context.Grains, asked.Request, Got, InDoubt, cancellation);
        return (rows, refused?.Message);
    }
}
