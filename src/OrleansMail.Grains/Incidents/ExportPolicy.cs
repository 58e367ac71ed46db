using Microsoft.Extensions.Options;
using OrleansMail.Campaigns;
using OrleansMail.People;

namespace OrleansMail.Incidents;

/// <summary>Who may ask for an export, release it, and read it, apart from the right itself.</summary>
internal sealed class ExportPolicy(IOptions<ExportOptions> options, ApprovalPolicy approval)
{
    public TimeSpan OpenFor => options.Value.OpenFor;

    /// <summary>Does an export of so many recipients take a second person?</summary>
    public bool NeedsRelease(long rows) => rows > options.Value.SecondPersonAbove;

    /// <summary>Why this caller cannot ask for so many; null if nothing is in the way.</summary>
    /// <remarks>
    /// Whoever holds the key of a service could ask by it and release as a person: above the size a person asks.
    /// </remarks>
    public Refusal? RequestFault(Caller caller, long rows, DateTimeOffset now) =>
        caller.Kind != CallerKind.Person && NeedsRelease(rows)
            ? new Refusal(
                "not-a-person",
                $"More than {options.Value.SecondPersonAbove} recipients are exported by a person and released by another.")
            : approval.FactorFault(caller, now);

    /// <summary>Why this caller cannot release the request; null if nothing is in the way.</summary>
    public Refusal? ReleaseFault(ExportRequest request, Caller caller, DateTimeOffset now)
    {
        if (caller.Kind != CallerKind.Person)
        {
            return new Refusal("not-a-person", "Only a person releases an export; a service or the engine never does.");
        }

        return IsSame(request, caller)
            ? new Refusal("same-person", $"'{caller.Name}' asked for this export; a second person has to release it.")
            : approval.FactorFault(caller, now);
    }

    /// <summary>Why this caller gets no page; null if nothing is in the way.</summary>
    public static Refusal? PageFault(ExportRequest request, Caller caller) =>
        request.Kind != caller.Kind || !IsSame(request, caller)
            ? new Refusal("not-yours", "Only whoever asked for an export gets its pages.", "request")
            : request.IsReleased
                ? null
                : new Refusal(
                    "not-released",
                    $"A second person has to release it: `campaign export-release {request.Campaign} {request.Id}`.",
                    "request");

    // The same person in other letters is no second person.
    private static bool IsSame(ExportRequest request, Caller caller) =>
        string.Equals(request.By.Trim(), caller.Name.Trim(), StringComparison.OrdinalIgnoreCase);
}
