using OrleansMail.Audience;
using OrleansMail.Campaigns;
using OrleansMail.Recipients;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary>Carries a recipients file into a campaign's audience, chunk by chunk; all of it or nothing.</summary>
/// <param name="audience">The campaign's audience.</param>
/// <param name="report">Gets every row that was not taken.</param>
/// <param name="skipBad">Commit although rows were bad.</param>
/// <param name="excluded">Rows with these addresses are left out; null for none.</param>
internal sealed class AudienceImport(
    IAudienceGrain audience, RowReport report, bool skipBad, ExclusionList? excluded = null)
{
    /// <summary>The most that the audience takes in one call.</summary>
    public const int ChunkRows = 1_000;

    // Enough for the silo to read one, write one and flush one while the next is on its way.
    private const int InFlight = 4;

    private readonly Queue<Task<ImportAnswer>> _sending = new(InFlight);
    private readonly Guid _import = Guid.NewGuid();
    private int _chunks;
    private long _rows;

    /// <summary>Reads to the end, also after bad rows, so that one run reports them all.</summary>
    /// <param name="chunkSent">Called after each chunk, to show how far it is.</param>
    public async Task<ImportResult> RunAsync(
        AudienceReader reader, Action chunkSent, CancellationToken cancellation)
    {
        string[] columns = [.. reader.Fields];
        var refusal = (await Repeat.OnTimeoutAsync(() => audience.BeginAsync(_import, columns))).Refusal
            ?? await SendAllAsync(reader, chunkSent, cancellation);
        if (refusal is null && _rows > 0 && (report.Bad == 0 || skipBad))
        {
            var committed = await Repeat.OnTimeoutAsync(() => audience.CommitAsync(_import));
            return new ImportResult(committed.Refusal, committed.Refusal is null, _rows);
        }

        await audience.AbortAsync(_import);
        return new ImportResult(refusal, Committed: false, _rows);
    }

    private async Task<Refusal?> SendAllAsync(
        AudienceReader reader, Action chunkSent, CancellationToken cancellation)
    {
        var rows = new List<RecipientRow>(ChunkRows);
        await foreach (var item in reader.ReadAsync(cancellation))
        {
            if (item is BadRow bad)
            {
                await report.AddAsync(bad.Line, bad.Reason, isDuplicate: false, cancellation);
            }
            else if (item is Audience.AudienceRow left && excluded?.Has(left.Mailbox) == true)
            {
                await report.AddExcludedAsync(left.Line, cancellation);
            }
            else if (item is Audience.AudienceRow row)
            {
                rows.Add(new RecipientRow(row.Line, row.Mailbox.Address, row.Values));
            }

            if (rows.Count < ChunkRows)
            {
                continue;
            }

            if (await SettleAsync(InFlight - 1, cancellation) is { } refusal)
            {
                return refusal;
            }

            chunkSent();
            _sending.Enqueue(SendAsync([.. rows]));
            rows.Clear();
        }

        if (rows.Count > 0)
        {
            _sending.Enqueue(SendAsync([.. rows]));
        }

        return await SettleAsync(0, cancellation);
    }

    private Task<ImportAnswer> SendAsync(RecipientRow[] rows)
    {
        var chunk = _chunks++;
        return Repeat.OnTimeoutAsync(() => audience.AppendAsync(_import, chunk, rows));
    }

    /// <summary>Waits in order until no more than so many are on their way.</summary>
    private async Task<Refusal?> SettleAsync(int left, CancellationToken cancellation)
    {
        Refusal? refusal = null;
        while (_sending.Count > (refusal is null ? left : 0))
        {
            var answer = await _sending.Dequeue();
            foreach (var fault in answer.Faults)
            {
                // On the reading side, since the report takes one row at a time.
                await report.AddAsync(fault.Line, fault.Reason, fault.Duplicate, cancellation);
            }

            // Answers tell the rows so far, and the network may change their order.
            _rows = Math.Max(_rows, answer.Rows);
            refusal ??= answer.Refusal;
        }

        return refusal;
    }
}
