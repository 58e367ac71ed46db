namespace OrleansMail.AuditKill;

/// <summary>What a trial of the audit trail does.</summary>
/// <param name="Moments">How often the silo is killed.</param>
/// <param name="Seed">Draws the moments.</param>
/// <param name="Workers">How many people act at once.</param>
/// <param name="ProgramPath">The <c>orleansmail.dll</c> under trial.</param>
internal sealed record AuditKillOptions(int Moments, int Seed, int Workers, string ProgramPath)
{
    private const int Earliest = 20;
    private const int Latest = 1_500;

    /// <summary>How long after the first answer of each life the silo is killed.</summary>
    public TimeSpan[] Delays()
    {
        // A trial that can be repeated, not a secret.
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, Moments)
            .Select(_ => TimeSpan.FromMilliseconds(Earliest + ((Latest - Earliest) * random.NextDouble())))];
    }
}
