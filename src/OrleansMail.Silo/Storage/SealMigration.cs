using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansMail.Sealing;
using OrleansMail.Suppression;

namespace OrleansMail.Storage;

/// <summary>Seals what a release stored that did not: all of it in one transaction, so that a crash leaves the old folder.</summary>
/// <remarks>
/// Hashes of chunks and of templates are over plain octets and stay, so what was approved stays approved. The digests of
/// values go: they could be guessed, and only an import that is under way would need them.
/// </remarks>
internal sealed class SealMigration
{
    private const string Begin = """
        ALTER TABLE suppression RENAME TO old_suppression;
        ALTER TABLE stream_key RENAME TO old_stream_key;
        """;

    private const string End = """
        UPDATE recipient SET digest = 0;
        DROP TABLE old_suppression;
        DROP TABLE old_stream_key;
        """;

    private readonly SqliteSession _session;
    private readonly ClusterKeys _cluster;
    private readonly Dictionary<string, DataKey> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<long, DataKey> _audiences = [];

    private SealMigration(SqliteSession session, ClusterKeys cluster) => (_session, _cluster) = (session, cluster);

    public static void Run(SqliteSession session, ClusterKeys cluster)
    {
        var migration = new SealMigration(session, cluster);
        session.BeginWrite();
        try
        {
            session.Execute(Begin);
            session.Execute(Schema.Sealed);
            migration.Content();
            migration.GrainState();
            migration.Chunks();
            migration.StreamRows();
            migration.StreamKeys();
            migration.Outcomes();
            migration.Suppression();
            session.Execute(End);
            session.Execute(string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA user_version={Schema.NotYetClean};"));
            session.Commit();
        }
        catch
        {
            session.Rollback();
            throw;
        }
        finally
        {
            foreach (var key in migration._keys.Values)
            {
                key.Dispose();
            }
        }
    }

    private void Content()
    {
        const string Next = "SELECT rowid, campaign, body FROM content WHERE rowid > ?1 ORDER BY rowid LIMIT 1";
        const string Update = "UPDATE content SET body = ?2 WHERE rowid = ?1";
        for (var row = 0L; _session[Next].Bind(1, row) is var line && line.Step();)
        {
            row = line.Long(0);
            var body = Key(KeyScope.Campaign(line.Text(1))).Seal(Place.Content, line.Blob(2));
            line.Reset();
            _session[Update].Bind(1, row).Bind(2, body).Run();
        }
    }

    private void GrainState()
    {
        const string Next = """
            SELECT rowid, type, id, body FROM grain_state WHERE rowid > ?1 AND body IS NOT NULL ORDER BY rowid LIMIT 1
            """;
        const string Update = "UPDATE grain_state SET body = ?2 WHERE rowid = ?1";
        for (var row = 0L; _session[Next].Bind(1, row) is var line && line.Step();)
        {
            row = line.Long(0);
            var key = Key(KeyScope.Of(GrainId.Parse(line.Text(2), CultureInfo.InvariantCulture)));
            var body = key.Seal(Place.GrainState(line.Text(1), line.Text(2)), line.Blob(3));
            line.Reset();
            _session[Update].Bind(1, row).Bind(2, body).Run();
        }
    }

    private void Chunks()
    {
        const string Next = """
            SELECT rowid, audience, number, body FROM chunk WHERE rowid > ?1 ORDER BY rowid LIMIT 1
            """;
        const string Update = "UPDATE chunk SET body = ?2 WHERE rowid = ?1";
        for (var row = 0L; _session[Next].Bind(1, row) is var line && line.Step();)
        {
            row = line.Long(0);
            var audience = line.Long(1);
            var body = OfAudience(audience).Seal(Place.Chunk(audience, line.Int(2)), line.Blob(3));
            line.Reset();
            _session[Update].Bind(1, row).Bind(2, body).Run();
        }
    }

    private void StreamRows()
    {
        const string Next = """
            SELECT audience, row, body FROM stream_row WHERE (audience, row) > (?1, ?2) ORDER BY audience, row LIMIT 1
            """;
        const string Update = "UPDATE stream_row SET body = ?3 WHERE audience = ?1 AND row = ?2";
        var (audience, row) = (0L, 0L);
        while (_session[Next].Bind(1, audience).Bind(2, row) is var line && line.Step())
        {
            (audience, row) = (line.Long(0), line.Long(1));
            var body = OfAudience(audience).Seal(Place.StreamRow(audience, row), line.Blob(2));
            line.Reset();
            _session[Update].Bind(1, audience).Bind(2, row).Bind(3, body).Run();
        }
    }

    private void StreamKeys()
    {
        const string All = "SELECT audience, key, row, at, body_hash FROM old_stream_key";
        var line = _session[All];
        while (line.Step())
        {
            StreamTable.InsertHashed(
                _session, OfAudience(line.Long(0)), line.Long(0), Encoding.UTF8.GetBytes(line.Text(1)), line.Long(2),
                line.Long(3), line.Blob(4));
        }
    }

    private void Outcomes()
    {
        const string Next = """
            SELECT audience, row, attempt, final, detail FROM outcome
            WHERE (audience, row, attempt, final) > (?1, ?2, ?3, ?4) ORDER BY audience, row, attempt, final LIMIT 1
            """;
        const string Update = """
            UPDATE outcome SET detail = ?5 WHERE audience = ?1 AND row = ?2 AND attempt = ?3 AND final = ?4
            """;
        var (audience, row, attempt, final) = (0L, 0L, -1, 0);
        while (_session[Next].Bind(1, audience).Bind(2, row).Bind(3, attempt).Bind(4, final) is var line && line.Step())
        {
            (audience, row, attempt, final) = (line.Long(0), line.Long(1), line.Int(2), line.Int(3));
            var detail = OfAudience(audience).Seal(Place.Outcome(audience, row, attempt, final != 0), line.Blob(4));
            line.Reset();
            _session[Update].Bind(1, audience).Bind(2, row).Bind(3, attempt).Bind(4, final).Bind(5, detail).Run();
        }
    }

    private void Suppression()
    {
        const string All = "SELECT key, address, reason, evidence, since FROM old_suppression";
        const string Insert = "INSERT INTO suppression(key, body) VALUES(?1, ?2)";
        var line = _session[All];
        while (line.Step())
        {
            var since = new DateTimeOffset(line.Long(4), TimeSpan.Zero);
            var entry = new SuppressionEntry(line.Text(1), line.Text(2), line.Text(3), since);
            var body = SuppressionStore.Seal(Key(KeyScope.Store), line.Blob(0), entry);
            _session[Insert].Bind(1, line.Blob(0)).Bind(2, body).Run();
        }
    }

    // The ledger's records of an audience that is no longer there belong to no campaign.
    private DataKey OfAudience(long audience)
    {
        if (!_audiences.TryGetValue(audience, out var key))
        {
            var campaign = AudienceTable.CampaignOf(_session, audience);
            key = Key(campaign is null ? KeyScope.Store : KeyScope.Campaign(campaign));
            _audiences.Add(audience, key);
        }

        return key;
    }

    private DataKey Key(string scope)
    {
        if (!_keys.TryGetValue(scope, out var key))
        {
            var secret = RandomNumberGenerator.GetBytes(ClusterKeyFile.KeyLength);
            var row = DataKeyTable.Add(_session, scope, _cluster.Wrap(scope, secret));
            _keys.Add(scope, key = new DataKey(row.Id, scope, secret));
        }

        return key;
    }
}
