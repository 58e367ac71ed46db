using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Incidents;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary>Finds and tells of requests for an export.</summary>
internal static class ExportPrint
{
    public static async Task<ExportAnswer> FindAsync(IExportGrain grain, Guid request)
    {
        var open = await grain.ListAsync();
        return Array.Find(open, one => one.Id == request) is { } found
            ? new ExportAnswer(null, found)
            : new ExportAnswer(
                new Refusal("not-found", $"there is no open request {request}; it may have expired", "request"), null);
    }

    /// <summary>The argument that names a request.</summary>
    public static Argument<Guid> Request() => new("REQUEST")
    {
        Description = "The request that `campaign export` named",
        CustomParser = result =>
        {
            if (!Guid.TryParse(result.Tokens[0].Value, out var request))
            {
                result.AddError(
                    $"'{result.Tokens[0].Value}' is no request; `orleansmail campaign export-list ID` lists those that are open.");
            }

            return request;
        },
    };

    /// <summary>What has to happen before the file can be written.</summary>
    public static string Waits(ExportRequest request) =>
        $"{Plain.Count(request.Rows)} recipients need the yes of a second person with recipients.export until {Plain.Time(request.Until)}: "
        + $"`orleansmail campaign export-release {request.Campaign} {request.Id}`; then "
        + $"`orleansmail campaign export {request.Campaign} --request {request.Id} --out FILE.csv`";
}
