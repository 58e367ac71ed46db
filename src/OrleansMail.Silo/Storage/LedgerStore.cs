using OrleansMail.Ledger;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>Leases and outcomes.</summary>
/// <remarks>
/// When an outcome could not be written, the ledger takes no more and grants no more: what it does not know of is in
/// doubt at the next start, but nothing is sent on a wrong picture.
/// </remarks>
internal sealed class LedgerStore(StoreWriters writers, IStoreReaders readers, DataKeys keys, StorageMeter meter) : ILedger
{
    private const string Advice = "An outcome could not be written. Mend the disk and start the silo anew.";

    // Nobody says of this one that it works again: only a new start does.
    private const string FaultName = "the ledger's outcomes";

    private Exception? _fault;

    public async Task<IReadOnlyList<LeasedRow>> LeaseAsync(
        Guid lease, string lane, IReadOnlyList<LeasedRow> rows, DateTimeOffset at)
    {
        var written = await writers.Ledger.RunAsync(session =>
        {
            // Checked here and not by the caller's thread: outcomes recorded before this are applied by now.
            ThrowIfFaulted();
            var asked = new LeaseRequest(lease, lane, rows, at);
            session.Lease(asked);
            return asked;
        });
        return written.Granted;
    }

    public ValueTask RecordAsync(OutcomeEntry entry)
    {
        ThrowIfFaulted();
        var key = keys.OfOutcomesAsync(entry.Audience);
        return key.IsCompletedSuccessfully
            ? writers.Ledger.PostAsync(new RecordOperation(entry, key.Result, this))
            : RecordLaterAsync(key, entry);
    }

    /// <summary>An outcome could not be written: from now on nothing is taken or granted.</summary>
    public void Fault(Exception reason)
    {
        Volatile.Write(ref _fault, reason);
        meter.Health.Failed(FaultName, new IOException(Advice));
    }

    public Task FlushAsync() => writers.Ledger.RunAsync(_ => ThrowIfFaulted());

    public Task<IReadOnlyList<RowState>> ChunkAsync(long audience, int chunk, IReadOnlySet<long>? only = null) =>
        readers.RunAsync<IReadOnlyList<RowState>>(session => LedgerReader.States(keys, session, audience, chunk, only));

    public Task<OutcomeCounts> CountsAsync(long audience) =>
        readers.RunAsync(session => LedgerReader.Count(session, audience));

    public Task<IReadOnlyList<OutcomeRecord>> OutcomesAsync(long audience, long afterRow, int max) =>
        readers.RunAsync<IReadOnlyList<OutcomeRecord>>(
            session => LedgerReader.Page(keys, session, audience, afterRow, max));

    public Task<IReadOnlyList<OutcomeRecord>> TraceAsync(byte[] addressKey) =>
        readers.RunAsync<IReadOnlyList<OutcomeRecord>>(session => LedgerReader.Trace(keys, session, addressKey));

    public Task<IReadOnlyList<OutcomeEntry>> AttemptsAsync(byte[] addressKey) =>
        readers.RunAsync<IReadOnlyList<OutcomeEntry>>(session => LedgerReader.Attempts(keys, session, addressKey));

    private async ValueTask RecordLaterAsync(ValueTask<DataKey?> key, OutcomeEntry entry) =>
        await writers.Ledger.PostAsync(new RecordOperation(entry, await key, this));

    private void ThrowIfFaulted()
    {
        if (Volatile.Read(ref _fault) is { } fault)
        {
            throw new IOException(Advice, fault);
        }
    }
}
