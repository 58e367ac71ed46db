namespace OrleansMail.Storage;

/// <summary>The common text of a statement in the words of PostgreSQL.</summary>
internal static class PostgresText
{
    // No statement has a question mark but before the number of a parameter.
    public static string Of(string sql) => sql.Replace('?', '$')
        .Replace("/* lock */", "FOR NO KEY UPDATE", StringComparison.Ordinal)
        .Replace("/* take */", "FOR NO KEY UPDATE SKIP LOCKED", StringComparison.Ordinal);
}
