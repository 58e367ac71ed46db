using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>How the rows of imports come into the table of recipients.</summary>
internal interface IRowIndexes
{
    /// <summary>The rows that an audience has; null if its chunks must be indexed first. Runs on the writer.</summary>
    IKnownRows? Open(StoreSession session, long audience, IReadOnlyList<AudienceRow> rows);

    /// <summary>Keeps the audience if all its rows are in the table; false if they are not. Runs on the writer.</summary>
    bool TryKeep(StoreSession session, long audience);

    /// <summary>Drops what memory holds of an audience. Runs on the writer.</summary>
    void Forget(StoreSession session, long audience);

    /// <summary>Indexes everything that is not indexed yet and keeps the audience.</summary>
    Task KeepAsync(long audience);

    /// <summary>Writes out what memory holds of an import, or indexes its chunks if memory holds nothing of it.</summary>
    Task FlushAsync(long audience);
}
