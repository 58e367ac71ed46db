using Npgsql;
using OrleansMail.Hosting;

namespace OrleansMail.Storage;

/// <summary>How PostgreSQL is reached. What goes wrong here is told without the text: it holds a password.</summary>
internal static class PostgresConnection
{
    public const string ProviderName = "postgresql";

    /// <summary>The connection string that the options name, complete and without what would leak data.</summary>
    /// <exception cref="ConfigurationException">There is none, there are two, or it cannot be read.</exception>
    public static string Of(StorageOptions options)
    {
        if (options is { ConnectionString: not null, ConnectionStringFile: not null })
        {
            throw new ConfigurationException(
                "Storage:ConnectionString and Storage:ConnectionStringFile are both given. Take one of them out.");
        }

        var text = options.ConnectionString ?? (options.ConnectionStringFile is { } file
            ? Read(file)
            : throw new ConfigurationException(
                "Storage:ConnectionString or Storage:ConnectionStringFile is needed when Storage:Provider is postgresql."));
        var key = options.ConnectionString is null ? "ConnectionStringFile" : "ConnectionString";
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(text);
            if (builder is { Host: null or "" } or { Database: null or "" })
            {
                throw new ConfigurationException($"Storage:{key} names no Host or no Database.");
            }

            // A standby takes no writes, and what is known of a host is asked again sooner than a caller gives up.
            if (builder.Host.Contains(',', StringComparison.Ordinal))
            {
                builder.TargetSessionAttributes ??= "primary";
                builder.HostRecheckSeconds = Math.Min(builder.HostRecheckSeconds, 2);
            }

            // Kerberos is asked for by whoever needs it: without its library each connection would begin with an error.
            if (!builder.ContainsKey("GSS Encryption Mode"))
            {
                builder.GssEncryptionMode = GssEncryptionMode.Disable;
            }

            // Details of errors repeat stored values, and a password is not given back to whoever holds a connection.
            builder.IncludeErrorDetail = false;
            builder.PersistSecurityInfo = false;
            builder.LogParameters = false;
            return builder.ConnectionString;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Without the fault itself: it repeats what could not be read.
            throw new ConfigurationException(
                $"Storage:{key} is no connection string as Npgsql knows them, such as "
                + "Host=db.example;Database=orleansmail;Username=orleansmail;Password=…");
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"Storage:ConnectionStringFile cannot be read: {fault.Message}");
        }
    }
}
