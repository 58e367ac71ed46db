using OrleansMail.Ledger;
using OrleansMail.Outcomes;
using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>Reads leases and outcomes together with the rows they belong to.</summary>
internal static class LedgerReader
{
    private const string Columns = "SELECT audience, row, attempt, final, kind, detail FROM outcome";

    private const string OfRows =
        Columns + " WHERE audience = ?1 AND row BETWEEN ?2 AND ?3 ORDER BY row, attempt, final";

    private const string Counts = "SELECT kind, count FROM progress WHERE audience = ?1";
    private const string NextChunk =
        "SELECT number FROM chunk WHERE audience = ?1 AND number >= ?2 ORDER BY number LIMIT 1";

    private const string LooseRows =
        "SELECT row, body FROM stream_row WHERE audience = ?1 AND row BETWEEN ?2 AND ?3 ORDER BY row LIMIT ?4";

    private const int MostAudiences = 50;

    private const string OfKey = "SELECT audience, row FROM recipient WHERE key = ?1 ORDER BY audience DESC, row LIMIT ?2";

    public static List<RowState> States(
        DataKeys keys, StoreSession session, long audience, int chunk, IReadOnlySet<long>? only)
    {
        var first = (long)chunk * IAudienceStore.ChunkRows;
        var histories = Histories(keys, session, audience, chunk, first, first + IAudienceStore.ChunkRows - 1, only);
        return histories.OrderBy(history => history.Key).Select(history => history.Value.ToState()).ToList();
    }

    public static OutcomeCounts Count(StoreSession session, long audience)
    {
        var counts = new Dictionary<OutcomeKind, long>();
        var line = session[Counts].Bind(1, audience);
        while (line.Step())
        {
            counts[(OutcomeKind)line.Int(0)] = line.Long(1);
        }

        return new OutcomeCounts(
            Of(OutcomeKind.Delivered), Of(OutcomeKind.Deferred), Of(OutcomeKind.Bounced), Of(OutcomeKind.Suppressed),
            Of(OutcomeKind.Expired), Of(OutcomeKind.Cancelled), Of(OutcomeKind.Unknown));

        long Of(OutcomeKind kind) => counts.GetValueOrDefault(kind);
    }

    public static List<OutcomeRecord> Page(
        DataKeys keys, StoreSession session, long audience, long afterRow, int max)
    {
        var page = new List<OutcomeRecord>();
        var campaign = CampaignOf(session, audience);
        var from = afterRow + 1;
        while (page.Count < max && FindChunk(session, audience, from) is { } chunk)
        {
            var first = (long)chunk * IAudienceStore.ChunkRows;
            var end = first + IAudienceStore.ChunkRows;
            Append(chunk, ChunkTable.Addresses(keys, session, audience, chunk)
                .Select((address, index) => (first + index, address)));
            from = Math.Max(from, end);
        }

        while (page.Count < max && Loose(keys, session, audience, from, long.MaxValue, max - page.Count) is [var row, ..])
        {
            var chunk = row.Number / IAudienceStore.ChunkRows;
            var end = (chunk + 1) * IAudienceStore.ChunkRows;
            Append(chunk, Loose(keys, session, audience, from, end - 1, max - page.Count));
            from = end;
        }

        return page;

        void Append(long chunk, IEnumerable<(long Number, string? Address)> rows)
        {
            var wanted = rows.Where(row => row.Number >= from).Take(max - page.Count).ToList();
            if (wanted.Count > 0)
            {
                var histories = Histories(keys, session, audience, chunk, wanted[0].Number, wanted[^1].Number);
                page.AddRange(wanted.Select(row =>
                {
                    var known = histories.GetValueOrDefault(row.Number);
                    return new OutcomeRecord(
                        audience, campaign, row.Number, row.Address ?? "", known?.Last, known?.IsLeased ?? false,
                        Forgotten: row.Address is null);
                }));
            }
        }
    }

    public static List<OutcomeRecord> Trace(DataKeys keys, StoreSession session, byte[] addressKey)
    {
        var found = new List<OutcomeRecord>();
        foreach (var (audience, row) in Places(session, addressKey, int.MaxValue))
        {
            var campaign = CampaignOf(session, audience);
            var address = AddressOf(keys, session, audience, row);
            var histories = Histories(keys, session, audience, row / IAudienceStore.ChunkRows, row, row);
            var isLeased = histories.TryGetValue(row, out var history) && history.IsLeased;
            var entries = Entries(keys, session, audience, row, row);
            var record = new OutcomeRecord(
                audience, campaign, row, address ?? "", Entry: null, Leased: false, Forgotten: address is null);
            found.AddRange(entries.Select(entry => record with { Entry = entry }));
            if (isLeased || entries.Count == 0)
            {
                found.Add(record with { Leased = isLeased });
            }
        }

        return found;
    }

    /// <summary>What was recorded for an address; its rows are not read.</summary>
    public static List<OutcomeEntry> Attempts(DataKeys keys, StoreSession session, byte[] addressKey) =>
    [
        .. Places(session, addressKey, MostAudiences)
            .SelectMany(place => Entries(keys, session, place.Audience, place.Row, place.Row)),
    ];

    private static List<(long Audience, long Row)> Places(StoreSession session, byte[] addressKey, int max)
    {
        var places = new List<(long, long)>();
        var line = session[OfKey].Bind(1, addressKey).Bind(2, max);
        while (line.Step())
        {
            places.Add((line.Long(0), line.Long(1)));
        }

        return places;
    }

    private static Dictionary<long, RowHistory> Histories(
        DataKeys keys, StoreSession session, long audience, long chunk, long first, long last,
        IReadOnlySet<long>? only = null)
    {
        var histories = new Dictionary<long, RowHistory>();
        foreach (var entry in Entries(keys, session, audience, first, last, only))
        {
            Of(entry.Row).Add(entry);
        }

        foreach (var (row, lease) in LeaseTable.Read(session, audience, chunk, IsWanted))
        {
            Of(row).Add(lease);
        }

        return histories;

        bool IsWanted(long row) => row >= first && row <= last && only?.Contains(row) != false;

        RowHistory Of(long row) =>
            histories.TryGetValue(row, out var known) ? known : histories[row] = new RowHistory(row);
    }

    private static List<OutcomeEntry> Entries(
        DataKeys keys, StoreSession session, long audience, long first, long last, IReadOnlySet<long>? only = null)
    {
        var entries = new List<OutcomeEntry>();
        var line = session[OfRows].Bind(1, audience).Bind(2, first).Bind(3, last);
        while (line.Step())
        {
            if (only?.Contains(line.Long(1)) != false)
            {
                entries.Add(OutcomeCodec.Read(keys, session, line));
            }
        }

        return entries;
    }

    private static string CampaignOf(StoreSession session, long audience) =>
        AudienceTable.CampaignOf(session, audience) ?? "";

    private static int? FindChunk(StoreSession session, long audience, long row)
    {
        var line = session[NextChunk].Bind(1, audience).Bind(2, row / IAudienceStore.ChunkRows);
        return line.Step() ? line.Int(0) : null;
    }

    /// <summary>Null once the campaign is forgotten.</summary>
    private static string? AddressOf(DataKeys keys, StoreSession session, long audience, long row)
    {
        var chunk = ChunkTable.Addresses(keys, session, audience, (int)(row / IAudienceStore.ChunkRows));
        var index = (int)(row % IAudienceStore.ChunkRows);
        return index < chunk.Count
            ? chunk[index]
            : Loose(keys, session, audience, row, row, 1) is [var loose] ? loose.Address : "";
    }

    private static List<(long Number, string? Address)> Loose(
        DataKeys keys, StoreSession session, long audience, long first, long last, int max)
    {
        var rows = new List<(long, string?)>();
        var line = session[LooseRows].Bind(1, audience).Bind(2, first).Bind(3, last).Bind(4, max);
        while (line.Step())
        {
            rows.Add((
                line.Long(0), StreamTable.Read(keys, session, audience, line.Long(0), line.Blob(1))?.Address));
        }

        return rows;
    }
}
