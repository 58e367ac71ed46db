using System.Net.Sockets;
using Npgsql;

namespace OrleansMail.Storage;

/// <summary>Tells what passes by itself, or when somebody mends the server, from what does not.</summary>
internal static class PostgresFault
{
    /// <summary>The server is gone, going, full, or gave one of two that waited for each other up.</summary>
    public static bool IsOutage(Exception failure) => failure switch
    {
        StorageUnavailableException or SocketException or TimeoutException => true,
        PostgresException answer => IsOutage(answer.SqlState),
        NpgsqlException => true,
        _ => false,
    };

    /// <summary>What a caller is told: what it is about, and nothing of what was to be written.</summary>
    public static StorageUnavailableException Told(Exception failure) => failure is PostgresException answer
        ? new StorageUnavailableException(
            $"PostgreSQL cannot take this now: {answer.MessageText} ({answer.SqlState}). Nothing is lost; try again.", failure)
        : new StorageUnavailableException(
            "PostgreSQL cannot be reached. Nothing that was told to be written is lost; try again.", failure);

    // Classes of SQLSTATE (PostgreSQL, Appendix A): 08 connection, 53 resources, 57P shutdown, 58 system; 25006 is a
    // server that was the first one and is not any more; 25P03 is a transaction that we were silent in for too long; 40001
    // and 40P01 lost against another transaction.
    private static bool IsOutage(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal)
        || state.StartsWith("57", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal)
        || state is "25006" or "25P03" or "40001" or "40P01" or "55P03";
}
