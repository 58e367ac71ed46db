using OrleansMail.Ledger;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>An outcome on its way to the disk; nobody waits for it alone.</summary>
internal sealed class RecordOperation(OutcomeEntry entry, DataKey? key, LedgerStore ledger) : WriteOperation
{
    // Sealed by the caller's thread: the writer's is the scarce one. Of a forgotten campaign no detail is kept.
    private readonly byte[] _detail = key is null ? [] : OutcomeCodec.Encode(key, entry);

    public override bool IsAwaited => false;

    public override void Apply(StoreSession session) => session.Record(entry, _detail);

    public override void Complete()
    {
    }

    public override void Fail(Exception reason) => ledger.Fault(reason);
}
