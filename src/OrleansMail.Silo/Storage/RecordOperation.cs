using OrleansMail.Ledger;

namespace OrleansMail.Storage;

/// <summary>An outcome on its way to the disk; nobody waits for it alone.</summary>
internal sealed class RecordOperation(OutcomeEntry entry, SqliteLedger ledger) : WriteOperation
{
    // Encoded by the caller's thread: the writer's is the scarce one.
    private readonly byte[] _detail = OutcomeCodec.Encode(entry);

    public override bool IsAwaited => false;

    public override void Apply(SqliteSession session) => OutcomeTable.Add(session, entry, _detail);

    public override void Complete()
    {
    }

    public override void Fail(Exception reason) => ledger.Fault(reason);
}
