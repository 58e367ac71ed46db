namespace OrleansMail.Storage;

public sealed class SchemaStepTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.New("data");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(3, 3, 3, true)]
    [InlineData(2, 2, 3, true)]
    [InlineData(4, 3, 3, true)]
    [InlineData(9, 1, 3, true)]
    [InlineData(4, 4, 3, false)]
    [InlineData(9, 4, 3, false)]
    public void A_program_works_on_newer_tables_as_far_as_they_say(
        long version, long readableFrom, long known, bool may) =>
        Assert.Equal(may, SchemaStep.MayUse(version, readableFrom, known));

    [Fact]
    public void A_step_is_taken_once_and_an_older_program_leaves_the_version_as_it_is()
    {
        using (var database = SqliteDatabase.Open(Data))
        {
            LaterTables.Make(database);

            // A second time it would make a table that is there.
            LaterTables.Make(database);
        }

        using var older = SqliteDatabase.Open(Data);
        using var session = older.OpenReader();
        Assert.Equal(LaterTables.Sqlite.Version, Number(session, "PRAGMA user_version"));
        Assert.Equal(0, Number(session, "SELECT count(*) FROM later"));
    }

    [Fact]
    public void A_folder_whose_tables_take_a_newer_program_is_refused()
    {
        using (var database = SqliteDatabase.Open(Data))
        {
            using var writer = database.OpenWriter();
            SqliteSteps.Take(writer, [LaterTables.Sqlite with { ReadableFrom = LaterTables.Sqlite.Version }]);
        }

        var refusal = Assert.Throws<DataFolderException>(() => SqliteDatabase.Open(Data));

        Assert.Equal(DataFolderFault.Newer, refusal.Fault);
        Assert.Contains("Use a newer release", refusal.Message, StringComparison.Ordinal);
    }

    private static long Number(SqliteSession session, string sql)
    {
        var line = session[sql];
        Assert.True(line.Step());
        return line.Long(0);
    }
}
