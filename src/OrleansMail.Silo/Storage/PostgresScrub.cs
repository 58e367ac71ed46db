using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace OrleansMail.Storage;

/// <summary>Writes the table of keys anew, until its file holds what is there and nothing of before.</summary>
/// <remarks>
/// VACUUM FULL copies a row that was written over as long as anybody may still see it: a dump, a long read, a connection that is
/// just being made, a standby. It tells how many it has copied, and only when it says none is anything called gone. The log
/// of the server and its backups are another matter: see docs/security.md and decision 0045.
/// </remarks>
internal sealed partial class PostgresScrub(Func<NpgsqlConnection> open)
{
    /// <summary>Another silo, or another thread of this one, is at it: it will know why.</summary>
    public const string TurnTaken = "a silo is at it now";

    // One silo at a time; the lock of a silo that dies ends with its connection.
    private const string TakeTurn = "SELECT pg_try_advisory_lock(21322, 2)";

    // The server notices only some time after the connection is closed, and whoever comes at once would be refused.
    private const string GiveTurn = "SELECT pg_advisory_unlock(21322, 2)";

    // Whoever asks for the table behind it waits as long.
    private const string Hurry = "SET lock_timeout = '1s'";

    /// <returns>Null if no copy is left, otherwise why.</returns>
    public string? Run()
    {
        try
        {
            using var connection = open();
            using var session = new PostgresSession(null, connection);
            return Run(session, connection);
        }
        catch (Exception failure) when (PostgresFault.IsOutage(failure))
        {
            return "the database cannot be reached";
        }
    }

    /// <summary>In words of a sentence.</summary>
    public static string Told(string holder) => $"{holder} of the database's server keeps what was there before";

    private static string? Run(PostgresSession session, NpgsqlConnection connection)
    {
        if (session.Execute(TakeTurn) is false)
        {
            return TurnTaken;
        }

        try
        {
            return RunInTurn(session, connection);
        }
        catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return "somebody reads the table of keys";
        }
        finally
        {
            if (session.IsOpen)
            {
                session.Execute(GiveTurn);
            }
        }
    }

    private static string? RunInTurn(PostgresSession session, NpgsqlConnection connection)
    {
        // What is noted later may have been written over after the rewriting has begun.
        if (KeyRemainsTable.Last(session) is not { } last)
        {
            return null;
        }

        if (KeyRemainsTable.HolderOf(session) is { } holder)
        {
            return Told(holder);
        }

        session.Execute(Hurry);
        if (Rewrite(session, connection) != 0)
        {
            return Told(KeyRemainsTable.HolderOf(session) ?? "a transaction or connection");
        }

        KeyRemainsTable.NoteGone(session, last);
        return null;
    }

    /// <summary>How many old rows had to be copied; null if the server does not say.</summary>
    private static long? Rewrite(PostgresSession session, NpgsqlConnection connection)
    {
        long? kept = null;
        connection.Notice += Hear;
        session.Execute("VACUUM (FULL, VERBOSE) data_key");
        connection.Notice -= Hear;
        return kept;

        // In whatever language: the first number is that of the old rows.
        void Hear(object sender, NpgsqlNoticeEventArgs told)
        {
            if (told.Notice.Detail is { } detail && Number().Match(detail) is { Success: true } number)
            {
                kept = Math.Max(kept ?? 0, long.Parse(number.ValueSpan, CultureInfo.InvariantCulture));
            }
        }
    }

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Number();
}
