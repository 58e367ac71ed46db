namespace OrleansMail.Storage;

/// <summary>A change of the tables that came with a release; steps are never changed, only added.</summary>
/// <remarks>
/// While silos are upgraded one by one, the older ones work on tables that a newer one has changed. So a step adds: a table, an
/// index that refuses nothing, a column that may be null or has a default. One that takes away, renames or refuses what was
/// allowed before names its own version as <paramref name="ReadableFrom"/>; all silos are stopped for it (decision 0037).
/// </remarks>
/// <param name="Version">What the tables have after it: one more than after the step before.</param>
/// <param name="ReadableFrom">The version that a program must know, at least, to work on them.</param>
/// <param name="Sql">Run once, in one transaction with the new number.</param>
internal sealed record SchemaStep(int Version, int ReadableFrom, string Sql)
{
    /// <summary>May a program work on tables of a version?</summary>
    /// <param name="known">The last version that the program knows.</param>
    public static bool MayUse(long version, long readableFrom, long known) => version <= known || readableFrom <= known;
}
