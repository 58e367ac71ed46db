using Orleans.Concurrency;
using Orleans.Serialization.Invocation;
using OrleansMail.Addresses;
using OrleansMail.Campaigns;

namespace OrleansMail.Recipients;

/// <summary>Takes one import at a time into a new audience, and hands it to the campaign when it is complete.</summary>
/// <remarks>
/// Chunks interleave, so that several share one commit: each has its place in the store before the next is looked at.
/// What begins and ends an import waits for them, and refuses those that come meanwhile.
/// </remarks>
[GrainType("audience"), MayInterleave(nameof(IsAppend))]
internal sealed class AudienceGrain(
    [PersistentState("audience")] IPersistentState<ImportState> stored,
    IAudienceStore store,
    IAddressKey keys,
    TimeProvider clock) : Grain, IAudienceGrain
{
    private const int MostColumns = 200;
    private const int LongestValue = 65_536;

    private readonly ChunkOrder _order = new(clock);
    private bool _turning;

    private string Campaign => this.GetPrimaryKeyString();

    private ImportState Current => stored.State;

    public static bool IsAppend(IInvokable request) =>
        string.Equals(request.GetMethodName(), nameof(IAudienceGrain.AppendAsync), StringComparison.Ordinal);

    public Task<ImportAnswer> BeginAsync(Guid import, string[] columns) => TurnAsync(() => OpenAsync(import, columns));

    public Task<ImportAnswer> CommitAsync(Guid import) => TurnAsync(() => CloseAsync(import));

    public Task AbortAsync(Guid import) => TurnAsync(() => DropAsync(import));

    public async Task<ImportAnswer> AppendAsync(Guid import, int chunk, RecipientRow[] rows)
    {
        if (_turning || Current.Import != import || Current.Committed)
        {
            return Refused("import", "This import is not open; begin it again.", "import");
        }

        if (rows.Length is 0 or > IAudienceStore.ChunkRows || chunk < 0)
        {
            return Refused("chunk", "A chunk has 1 to 1,000 rows and a number from 0.", "rows");
        }

        var faults = new List<RowFault>();
        var good = new List<AudienceRow>(rows.Length);
        foreach (var row in rows)
        {
            if (Fault(row, out var mailbox) is { } reason)
            {
                faults.Add(new RowFault(row.Line, reason, Duplicate: false));
            }
            else
            {
                good.Add(new AudienceRow(row.Line, mailbox!.Address, keys.KeyOf(mailbox), row.Values));
            }
        }

        if (!await _order.TurnAsync(chunk))
        {
            return Refused("chunk", "The chunk before this one did not come; begin the import again.", "rows");
        }

        var adding = store.AddChunkAsync(Current.Audience, chunk, good);
        _order.Taken(chunk);
        var added = await adding;
        faults.AddRange(added.Duplicates.Select(duplicate => new RowFault(
            duplicate.Line,
            $"the address stands on line {duplicate.FirstLine} already"
            + (duplicate.SameValues ? " with the same values" : " with other values"),
            Duplicate: true)));
        return new ImportAnswer(null, added.Rows, [.. faults]);
    }

    private async Task<T> TurnAsync<T>(Func<Task<T>> turn)
    {
        _turning = true;
        try
        {
            return await turn();
        }
        finally
        {
            _turning = false;
        }
    }

    private async Task<ImportAnswer> OpenAsync(Guid import, string[] columns)
    {
        if (Current.Import == import)
        {
            return await TakenAsync([]);
        }

        var status = await GrainFactory.GetGrain<ICampaignGrain>(Campaign).StatusAsync();
        if (status is null)
        {
            return Refused("not-found", $"There is no campaign '{Campaign}'; create it first.", "id");
        }

        if (status.ForgottenAt is not null)
        {
            return Refused("state", $"The campaign '{Campaign}' was forgotten; create another one.", "id");
        }

        if (status.Settings!.IsStream)
        {
            return Refused("stream", "A stream has no audience file; send to it one by one.", "recipients");
        }

        if (columns.Length > MostColumns
            || columns.Distinct(StringComparer.Ordinal).Count() != columns.Length
            || columns.Any(column => column.Length is 0 or > 64 || column == "address"))
        {
            return Refused("columns", "Columns are at most 200 different names of 1 to 64 characters.", "columns");
        }

        if (Current is { Committed: false, Audience: not 0 })
        {
            await store.DropAsync(Current.Audience);
        }

        Current.Audience = await store.OpenAsync(Campaign, columns, isStream: false);
        Current.Import = import;
        Current.Columns = columns.Length;
        Current.Committed = false;
        _order.Start();
        await stored.WriteStateAsync();
        return new ImportAnswer(null, 0, []);
    }

    private async Task<ImportAnswer> CloseAsync(Guid import)
    {
        if (Current.Import != import)
        {
            return Refused("import", "This import is not open; begin it again.", "import");
        }

        var refusal = await GrainFactory.GetGrain<ICampaignDispatchGrain>(Campaign)
            .AudienceAsync(Current.Audience);
        if (refusal is not null)
        {
            return new ImportAnswer(refusal, 0, []);
        }

        if (!Current.Committed)
        {
            Current.Committed = true;
            await stored.WriteStateAsync();
        }

        return await TakenAsync([]);
    }

    private async Task<bool> DropAsync(Guid import)
    {
        if (Current.Import == import && !Current.Committed)
        {
            await store.DropAsync(Current.Audience);
            Current.Import = Guid.Empty;
            Current.Audience = 0;
            await stored.WriteStateAsync();
        }

        return true;
    }

    private string? Fault(RecipientRow row, out Mailbox? mailbox)
    {
        if (!Mailbox.TryParse(row.Address, out mailbox, out var reason))
        {
            return reason;
        }

        if (row.Values.Length != Current.Columns)
        {
            return $"{row.Values.Length} values for {Current.Columns} columns";
        }

        return row.Values.Any(value => value.Length > LongestValue || value.Contains('\0', StringComparison.Ordinal))
            ? "a value is longer than 65,536 characters or has a NUL in it"
            : null;
    }

    private async Task<ImportAnswer> TakenAsync(RowFault[] faults)
    {
        var facts = await store.FactsAsync(Current.Audience);
        return new ImportAnswer(null, facts?.Rows ?? 0, faults);
    }

    private static ImportAnswer Refused(string code, string message, string field) =>
        new(new Refusal(code, message, field), 0, []);
}
