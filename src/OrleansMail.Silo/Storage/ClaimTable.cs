using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>Who may work on which chunk. Runs on the writer.</summary>
/// <remarks>
/// <c>ready</c> is when a chunk may be claimed: 0 for a fresh one, 1 for one set free by force, the due time of a
/// waiting one, the end of the claim of a held one.
/// </remarks>
internal static class ClaimTable
{
    private const long FreedByForce = 1;

    private const string Insert =
        "INSERT INTO claim(audience, chunk, state, epoch, holder, ready) VALUES(?1, ?2, ?3, 0, NULL, 0)";

    private const string Ready = """
        SELECT chunk, epoch FROM claim
        WHERE audience = ?1 AND state <> 3 AND ready BETWEEN ?2 AND ?7 AND ready <= CASE state WHEN 2 THEN ?6 ELSE ?3 END
            AND chunk < ?5
        ORDER BY ready, chunk LIMIT ?4 /* take */
        """;

    private const string Take =
        "UPDATE claim SET state = 2, epoch = ?3, holder = ?4, ready = ?5 WHERE audience = ?1 AND chunk = ?2";

    private const string FreeOthers =
        "UPDATE claim SET state = 0, holder = NULL, ready = 1 WHERE state = 2 AND holder <> ?1";

    private const string Extend =
        "UPDATE claim SET ready = ?4 WHERE audience = ?1 AND chunk = ?2 AND epoch = ?3 AND state = 2";

    private const string GiveBack = """
        UPDATE claim SET state = ?4, holder = NULL, ready = ?5
        WHERE audience = ?1 AND chunk = ?2 AND epoch = ?3 AND state = 2
        """;

    private const string Newest =
        "SELECT 1 FROM claim WHERE audience = ?1 AND chunk = ?2 AND epoch = ?3 AND state = 2";

    /// <summary>Makes a chunk claimable; an empty one is done at once.</summary>
    public static void Add(StoreSession session, long audience, int chunk, bool isEmpty) => session[Insert]
        .Bind(1, audience).Bind(2, chunk).Bind(3, (long)(isEmpty ? ClaimState.Done : ClaimState.Fresh)).Run();

    /// <summary>Takes what is due or expired and what is fresh by turns, so that neither keeps the other waiting.</summary>
    public static List<ChunkClaim> Claim(
        StoreSession session, long audience, string holder, int max, DateTimeOffset now, DateTimeOffset until, int below,
        DateTimeOffset dueBy)
    {
        // An end of a claim is compared by a clock that all who claim share; what is due was said by their own.
        var common = session.TimeOf(now);
        var end = common + (until - now);
        var fresh = Find(session, audience, 0, (0, 0), max, below);
        var found = Find(
            session, audience, 1, (dueBy.UtcTicks, common.UtcTicks), Math.Max(max - fresh.Count, (max + 1) / 2), below);
        found.AddRange(fresh.Take(max - found.Count));
        return TakeAll(session, audience, holder, found, end);
    }

    /// <summary>Takes what has expired or was set free by force, and nothing else.</summary>
    public static List<ChunkClaim> TakeOver(
        StoreSession session, long audience, string holder, int max, DateTimeOffset now, DateTimeOffset until)
    {
        var common = session.TimeOf(now);
        var expired = Find(session, audience, 1, (FreedByForce, common.UtcTicks), max, int.MaxValue);
        return TakeAll(session, audience, holder, expired, common + (until - now));
    }

    /// <summary>Extends a claim, unless a later one was made.</summary>
    public static void Renew(StoreSession session, ChunkClaim claim, DateTimeOffset now, DateTimeOffset until) =>
        session[Extend].Bind(1, claim.Audience).Bind(2, claim.Chunk).Bind(3, claim.Epoch)
            .Bind(4, (session.TimeOf(now) + (until - now)).UtcTicks).Run();

    /// <summary>Frees the claims of all others, who are gone: nobody else may use this storage.</summary>
    public static void ReleaseOthers(StoreSession session, string holder) => session[FreeOthers].Bind(1, holder).Run();

    public static void Finish(StoreSession session, ChunkClaim claim, DateTimeOffset? dueAt) => session[GiveBack]
        .Bind(1, claim.Audience).Bind(2, claim.Chunk).Bind(3, claim.Epoch)
        .Bind(4, (long)(dueAt is null ? ClaimState.Done : ClaimState.Waiting)).Bind(5, dueAt?.UtcTicks ?? 0).Run();

    /// <summary>The claim is held and no later one was made. Where several write, the chunk has to be locked before.</summary>
    public static bool IsNewest(StoreSession session, ChunkClaim claim) =>
        session[Newest].Bind(1, claim.Audience).Bind(2, claim.Chunk).Bind(3, claim.Epoch).Step();

    private static List<ChunkClaim> TakeAll(
        StoreSession session, long audience, string holder, List<(int Chunk, long Epoch)> free, DateTimeOffset end) =>
        free.ConvertAll(one =>
        {
            var claim = new ChunkClaim(audience, one.Chunk, one.Epoch + 1, holder);
            session[Take].Bind(1, audience).Bind(2, claim.Chunk).Bind(3, claim.Epoch).Bind(4, holder)
                .Bind(5, end.UtcTicks).Run();
            return claim;
        });

    private static List<(int Chunk, long Epoch)> Find(
        StoreSession session, long audience, long from, (long Due, long Expired) to, int max, int below)
    {
        var found = new List<(int, long)>();
        var line = session[Ready].Bind(1, audience).Bind(2, from).Bind(3, to.Due).Bind(4, max)
            .Bind(5, below).Bind(6, to.Expired).Bind(7, Math.Max(to.Due, to.Expired));
        while (line.Step())
        {
            found.Add((line.Int(0), line.Long(1)));
        }

        return found;
    }
}
