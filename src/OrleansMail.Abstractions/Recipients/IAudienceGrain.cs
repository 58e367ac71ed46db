using OrleansMail.People;

namespace OrleansMail.Recipients;

/// <summary>The audience of one campaign while it is being imported. Key: the campaign id.</summary>
/// <remarks>Nothing is visible to the campaign before <see cref="CommitAsync"/>. Every method may be repeated.</remarks>
[Alias("mail.IAudienceGrain")]
public interface IAudienceGrain : IGrainWithStringKey
{
    /// <summary>Begins an import; an import that was not committed is dropped.</summary>
    /// <param name="import">Chosen by the caller.</param>
    /// <param name="columns">Names of the merge fields, without <c>address</c>.</param>
    [Alias("Begin"), Needs(Right.RecipientsImport, Scope.Campaign, Tell = "import")]
    Task<ImportAnswer> BeginAsync(Guid import, string[] columns);

    /// <summary>Adds one chunk of at most 1,000 rows.</summary>
    /// <param name="import">As given to <see cref="BeginAsync"/>.</param>
    /// <param name="chunk">0, 1, 2 …; a chunk that was added before is not added twice.</param>
    /// <param name="rows">The rows, in the order of the file.</param>
    [Alias("Append"), Needs(Right.RecipientsImport, Scope.Campaign, Quiet = true)]
    Task<ImportAnswer> AppendAsync(Guid import, int chunk, [Immutable] RecipientRow[] rows);

    /// <summary>Makes the imported rows the campaign's audience; voids any check or approval. The caller counts as an author.</summary>
    [Alias("Commit"), Needs(Right.RecipientsImport, Scope.Campaign, Tell = "import")]
    Task<ImportAnswer> CommitAsync(Guid import);

    /// <summary>Drops what was imported.</summary>
    [Alias("Abort"), Needs(Right.RecipientsImport, Scope.Campaign, Tell = "import")]
    Task AbortAsync(Guid import);
}
