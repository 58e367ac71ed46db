using OrleansMail.People;

namespace OrleansMail.Incidents;

/// <summary>How many recipients one caller has exported with nobody else's yes. Key: the kind of the caller and the name.</summary>
/// <remarks>Every method may be repeated after a timeout. Of two activations the second one's write fails.</remarks>
[Alias("mail.IExportAllowanceGrain")]
public interface IExportAllowanceGrain : IGrainWithStringKey
{
    /// <summary>
    /// Notes an export that needs no second person; false, and nothing is noted, where the caller's exports of the last 24
    /// hours would then be more than <paramref name="most"/> together.
    /// </summary>
    /// <param name="campaign">Whose recipients.</param>
    /// <param name="request">The export's id; the same one of the same campaign counts once.</param>
    /// <param name="rows">Recipients, 0 or more.</param>
    /// <param name="most">Recipients a day, 0 or more.</param>
    [Alias("Take"), OpenTo(OpenTo.Engine)]
    Task<bool> TakeAsync(string campaign, Guid request, long rows, long most);
}
