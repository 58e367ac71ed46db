using OrleansMail.People;

namespace OrleansMail.Incidents;

/// <summary>Exports of the recipients of one campaign. Key: the campaign id, or <c>domain/name</c> of a stream.</summary>
/// <remarks>Every method may be repeated after a timeout.</remarks>
[Alias("mail.IExportGrain")]
public interface IExportGrain : IGrainWithStringKey
{
    /// <summary>
    /// Asks for the recipients, unmasked. It is open at once while the caller's exports of the last 24 hours that nobody
    /// released are not more than <c>Export:SecondPersonAbove</c> recipients together; above that a second person has to
    /// release it. A person must just have shown a second factor; a service gets small ones
    /// only.
    /// </summary>
    /// <param name="request">Chosen by the caller; the same one gets the same answer.</param>
    /// <param name="reason">1 to 512 printable characters.</param>
    /// <param name="content">Whom and what it holds.</param>
    [Alias("Request"), Needs(Right.RecipientsExport, Scope.Campaign, Tell = "request,reason")]
    Task<ExportAnswer> RequestAsync(Guid request, string reason, ExportContent content);

    /// <summary>A second person's yes to a request. Never that of a service, nor of whoever asked.</summary>
    [Alias("Release"), Needs(Right.RecipientsExport, Scope.Campaign, Tell = "request")]
    Task<ExportAnswer> ReleaseAsync(Guid request);

    /// <summary>A page of an open and released request, for whoever asked for it. Each page leaves an audit entry.</summary>
    /// <param name="request">As given to <see cref="RequestAsync"/>.</param>
    /// <param name="afterRow">The <c>Next</c> of the page before; -1 for the first page.</param>
    /// <param name="max">1 to 1,000 rows that are looked at.</param>
    [Alias("Page"), Needs(Right.RecipientsExport, Scope.Campaign, Tell = "request,afterRow")]
    Task<ExportPage> PageAsync(Guid request, long afterRow, int max);

    /// <summary>The requests that have not expired, oldest first.</summary>
    [Alias("List"), Needs(Right.RecipientsExport, Scope.Campaign, Quiet = true)]
    Task<ExportRequest[]> ListAsync();
}
