using Microsoft.Extensions.Options;
using OrleansMail.Campaigns;
using OrleansMail.People;

namespace OrleansMail.Incidents;

/// <summary>Who may ask for an export, release it, and read it, apart from the right itself.</summary>
internal sealed class ExportPolicy(IOptions<ExportOptions> options, ApprovalPolicy approval)
{
    public TimeSpan OpenFor => options.Value.OpenFor;

    /// <summary>Recipients that one caller exports within 24 hours without a second person.</summary>
    public long MostAlone => options.Value.SecondPersonAbove;

    /// <summary>Why this caller cannot ask; null if nothing is in the way.</summary>
    public Refusal? RequestFault(Caller caller, DateTimeOffset now) => approval.FactorFault(caller, now);

    /// <summary>Why this caller cannot ask for what needs a release; null if nothing is in the way.</summary>
    /// <remarks>
    /// Whoever holds the key of a service could ask by it and release as a person: above the size a person asks. An account
    /// for emergencies is nobody in particular, and so nobody else can be told from whoever opened it.
    /// </remarks>
    public Refusal? ReleasedFault(Caller caller) => caller.Kind == CallerKind.Person
        ? null
        : new Refusal(
            "not-a-person",
            $"More than {MostAlone} recipients within 24 hours are exported by a person and released by another.");

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
