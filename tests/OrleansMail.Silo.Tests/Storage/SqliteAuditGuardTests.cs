using Microsoft.Data.Sqlite;

namespace OrleansMail.Storage;

/// <summary>What SQLite itself refuses to do to an audit trail.</summary>
public sealed class SqliteAuditGuardTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StorageTrial _trial;

    public SqliteAuditGuardTests() => _trial = new StorageTrial(_folder.New("data"));

    public void Dispose()
    {
        _trial.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("UPDATE audit SET caller = 'eve' WHERE seq = 1", "never changed")]
    [InlineData("DELETE FROM audit WHERE seq = 2", "never deleted")]
    [InlineData("INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 1", "only added at the end")]
    [InlineData("""
        INSERT OR REPLACE INTO audit SELECT trail, 3, id, at, caller, kind, origin, session, second_factor, action, target,
            result, detail, prev, hash FROM audit WHERE seq = 1
        """, "only added at the end")]
    [InlineData("""
        INSERT INTO audit SELECT trail, 9, x'00', at, caller, kind, origin, session, second_factor, action, target,
            result, detail, prev, hash FROM audit WHERE seq = 1
        """, "only added at the end")]
    public async Task The_database_itself_takes_nothing_but_entries_at_the_end(string sql, string reason)
    {
        await AuditTrial.Writer(_trial).AppendAsync(AuditTrial.Fact());
        await AuditTrial.Writer(_trial).AppendAsync(AuditTrial.Fact());

        var refused = Assert.Throws<SqliteException>(() => _trial.Tamper(sql));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await AuditTrial.ReadAsync(_trial)).Count);
    }

    [Theory]
    [InlineData("UPDATE audit SET caller = 'eve' WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET at = 9000000000000000 WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET id = x'00' WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET hash = x'00' WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET detail = x'ff00' WHERE seq = 2", 2)]
    [InlineData("DELETE FROM audit WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET trail = 'other.example' WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET second_factor = 1 WHERE seq = 3", 3)]
    public async Task Somebody_who_drops_the_triggers_is_found_by_the_hashes(string sql, long firstBad)
    {
        for (var i = 0; i < 3; i++)
        {
            await AuditTrial.Writer(_trial).AppendAsync(AuditTrial.Fact());
        }

        _trial.Tamper("DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; " + sql);

        Assert.Equal(firstBad, (await AuditTrial.VerifyAsync(_trial)).FirstBad);
    }

    [Fact]
    public async Task The_triggers_are_there_again_after_the_next_opening()
    {
        await AuditTrial.Writer(_trial).AppendAsync(AuditTrial.Fact());
        _trial.Tamper("DROP TRIGGER audit_no_update; UPDATE audit SET caller = 'eve'");

        using var again = new StorageTrial(_trial.CopyAsKilled(_folder.New("again")));

        Assert.Equal(1, (await AuditTrial.StoreOf(again).HeadAsync(AuditTrial.Trail)).Seq);
        Assert.Throws<SqliteException>(() => again.Tamper("UPDATE audit SET caller = 'ada'"));
    }
}
