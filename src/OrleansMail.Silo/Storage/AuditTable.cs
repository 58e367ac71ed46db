using OrleansMail.Audit;

namespace OrleansMail.Storage;

/// <summary>The statements on audit entries.</summary>
internal static class AuditTable
{
    private const string Head = "SELECT seq, hash FROM audit WHERE trail = ?1 ORDER BY seq DESC LIMIT 1";
    private const string FactSeq = "SELECT seq FROM audit WHERE trail = ?1 AND id = ?2";

    private const string Insert = """
        INSERT INTO audit(trail, seq, id, at, caller, kind, origin, session, second_factor, action, target, result,
            detail, prev, hash)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        """;

    private const string Columns = """
        SELECT trail, seq, id, at, caller, kind, origin, session, second_factor, action, target, result, detail, prev,
            hash
        FROM audit
        """;

    private const string Fact = Columns + " WHERE trail = ?1 AND id = ?2";

    private const string Page = Columns + """
         WHERE trail = ?1 AND seq > ?2 AND seq <= ?3 AND at >= ?4 AND at < ?5 AND (?6 IS NULL OR caller = ?6)
            AND (?7 IS NULL OR action = ?7) AND (?8 IS NULL OR substr(target, 1, length(?8)) = ?8)
            AND (?9 IS NULL OR result = ?9)
        ORDER BY seq LIMIT ?10
        """;

    private const string Hashes = "SELECT hash FROM audit WHERE trail = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3";

    // Goes from one trail to the next by the index, instead of over all entries.
    private const string Trails = """
        WITH RECURSIVE named(trail) AS (
            SELECT MIN(trail) FROM audit
            UNION ALL SELECT (SELECT MIN(trail) FROM audit WHERE trail > named.trail) FROM named WHERE trail IS NOT NULL)
        SELECT trail, (SELECT MAX(seq) FROM audit WHERE trail = named.trail) FROM named WHERE trail IS NOT NULL
        """;

    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static AuditHead HeadOf(StoreSession session, string trail)
    {
        var line = session[Head].Bind(1, trail);
        return line.Step() ? new AuditHead(line.Long(0), Hex(line.Blob(1))) : AuditHead.Empty;
    }

    /// <summary>Runs on the writer, with the trail locked: nothing comes between the look and the writing.</summary>
    public static AuditAppended Append(StoreSession session, IReadOnlyList<AuditEntry> entries)
    {
        session.Lock(entries[0].Trail);
        var known = new Dictionary<Guid, long>();
        foreach (var entry in entries)
        {
            var line = session[FactSeq].Bind(1, entry.Trail).Bind(2, entry.Id.ToByteArray());
            if (line.Step())
            {
                known[entry.Id] = line.Long(0);
            }
        }

        if (known.Count > 0)
        {
            return new AuditAppended(known, IsFenced: false);
        }

        if (HeadOf(session, entries[0].Trail) != new AuditHead(entries[0].Seq - 1, entries[0].Prev))
        {
            return AuditAppended.Fenced;
        }

        foreach (var entry in entries)
        {
            Add(session, entry);
        }

        return AuditAppended.Written;
    }

    public static AuditEntry? Find(StoreSession session, string trail, Guid fact)
    {
        var line = session[Fact].Bind(1, trail).Bind(2, fact.ToByteArray());
        return line.Step() ? Read(line) : null;
    }

    public static List<AuditEntry> List(
        StoreSession session, string trail, AuditFilter filter, long after, long last, int max)
    {
        var line = session[Page].Bind(1, trail).Bind(2, after).Bind(3, last)
            .Bind(4, filter.Since is { } since ? Up(since) : Earliest)
            .Bind(5, filter.Until is { } until ? Up(until) : long.MaxValue)
            .Bind(6, filter.Caller).Bind(7, filter.Action).Bind(8, filter.Target).Bind(9, filter.Result?.ToString())
            .Bind(10, max);
        var page = new List<AuditEntry>();
        while (line.Step())
        {
            page.Add(Read(line));
        }

        return page;
    }

    public static List<byte[]> HashesOf(StoreSession session, string trail, long after, int max)
    {
        var line = session[Hashes].Bind(1, trail).Bind(2, after).Bind(3, max);
        var page = new List<byte[]>();
        while (line.Step())
        {
            page.Add(line.Blob(0).ToArray());
        }

        return page;
    }

    public static List<AuditTrail> AllTrails(StoreSession session)
    {
        var line = session[Trails];
        var trails = new List<AuditTrail>();
        while (line.Step())
        {
            trails.Add(new AuditTrail(line.Text(0), line.Long(1)));
        }

        return trails;
    }

    private static void Add(StoreSession session, AuditEntry entry)
    {
        var line = session[Insert].Bind(1, entry.Trail).Bind(2, entry.Seq).Bind(3, entry.Id.ToByteArray())
            .Bind(4, entry.At.ToUnixTimeMilliseconds()).Bind(5, entry.Caller).Bind(6, entry.Kind).Bind(7, entry.From)
            .Bind(8, entry.Session).Bind(10, entry.Action).Bind(11, entry.Target).Bind(12, entry.Result)
            .Bind(13, entry.Detail).Bind(14, Convert.FromHexString(entry.Prev))
            .Bind(15, Convert.FromHexString(entry.Hash));
        line.Bind(9, entry.SecondFactorAt?.ToUnixTimeMilliseconds()).Run();
    }

    /// <summary>Total: what somebody has written into the file must come out as an entry whose hash is wrong.</summary>
    private static AuditEntry Read(StoreStatement line) => new(
        line.Long(1),
        Time(line.Long(3)),
        line.Text(4),
        line.Text(6),
        line.Text(9),
        line.Text(10),
        line.Text(11),
        line.Text(12),
        Hex(line.Blob(14)),
        line.Text(0),
        Hex(line.Blob(13)),
        line.Text(7),
        line.Blob(2) is { Length: 16 } id ? new Guid(id) : Guid.Empty,
        line.Text(5),
        line.IsNull(8) ? null : Time(line.Long(8)));

    // An instant within a millisecond is after its beginning.
    private static long Up(DateTimeOffset at) =>
        (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;

    private static DateTimeOffset Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, Earliest, Latest));

    private static string Hex(ReadOnlySpan<byte> octets) => Convert.ToHexStringLower(octets);
}
