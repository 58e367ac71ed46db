using OrleansMail.Ledger;
using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>One connection to a database; used by one thread at a time.</summary>
/// <remarks>
/// Statements are written once for every database. Parameters are <c>?1</c>, <c>?2</c>; a hint stands where a database
/// with several writers has to lock what was read: <c>/* lock */</c> for a row that is changed next, <c>/* take */</c> for
/// rows that nobody else has locked. To others it is a comment.
/// </remarks>
internal abstract class StoreSession : IDisposable
{
    private readonly List<Action> _undo = [];

    /// <summary>Changes of counts, to be written by <see cref="Commit"/>.</summary>
    public ProgressChanges Progress { get; } = new();

    /// <summary>How often keys were destroyed in this database, as the running transaction sees it.</summary>
    public virtual long Forgettings => 0;

    /// <summary>The statement for a text, reset; texts are constants: one object each, found without reading it.</summary>
    public abstract StoreStatement this[string sql] { get; }

    /// <summary>Takes back a change of memory if the running transaction is undone.</summary>
    public void OnUndo(Action undo) => _undo.Add(undo);

    /// <summary>Begins a transaction that reads one state of the database.</summary>
    public abstract void BeginRead();

    /// <summary>Begins a transaction that may write.</summary>
    public abstract void BeginWrite();

    /// <summary>Writes something that changes nothing, to see whether it can be written.</summary>
    public virtual void Probe()
    {
    }

    /// <summary>What is written is durable when this returns.</summary>
    public void Commit()
    {
        BeforeCommit();
        Progress.Write(this);
        CommitNow();
        _undo.Clear();
    }

    /// <summary>Undoes the transaction, if there is one.</summary>
    public void Rollback()
    {
        Progress.Clear();
        for (var i = _undo.Count - 1; i >= 0; i--)
        {
            _undo[i]();
        }

        _undo.Clear();
        RollbackNow();
    }

    /// <summary>The time that claims are compared by: one clock for everybody who claims.</summary>
    /// <param name="own">The time by this silo's clock.</param>
    public virtual DateTimeOffset TimeOf(DateTimeOffset own) => own;

    /// <summary>Waits until nobody else has locked the name, and keeps it to the end of the transaction.</summary>
    public virtual void Lock(string name)
    {
    }

    /// <summary>Tells other silos that a key was destroyed: none goes on with a copy in its memory.</summary>
    public virtual void NoteForgetting()
    {
    }

    /// <summary>What was a key of this scope is written over, and may stay in a file until <see cref="KeyRemains"/> is done.</summary>
    public virtual void NoteRemains(string scope)
    {
    }

    /// <summary>Adds an outcome unless the row has a final one, the attempt one already, or others its chunk, and counts it.</summary>
    public abstract void Record(OutcomeEntry entry, byte[] detail);

    /// <summary>Writes a lease over those rows that may be sent, at the latest before the transaction commits.</summary>
    public abstract void Lease(LeaseRequest lease);

    /// <summary>The rows of an audience that the table of recipients knows, for a chunk that is added.</summary>
    public abstract IKnownRows KnownRows(long audience, IReadOnlyList<AudienceRow> rows);

    /// <summary>Takes rows out of the table of recipients.</summary>
    public abstract void RemoveRecipients(long audience, IReadOnlyList<byte[]> keys);

    /// <summary>Which of the keys are suppressed, as indexes.</summary>
    public abstract List<int> Suppressed(IReadOnlyList<byte[]> keys);

    public abstract void Dispose();

    /// <summary>Writes what was kept back.</summary>
    protected virtual void BeforeCommit()
    {
    }

    protected abstract void CommitNow();

    protected abstract void RollbackNow();
}
