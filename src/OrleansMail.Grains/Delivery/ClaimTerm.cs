namespace OrleansMail.Delivery;

/// <summary>How long a claim on a chunk counts, and who else may hold some.</summary>
/// <param name="For">From the last renewal to its end.</param>
/// <param name="RenewEvery">How often all of them are renewed.</param>
/// <param name="Alone">No other process works on the same storage: what others hold is left over from an earlier life.</param>
public sealed record ClaimTerm(TimeSpan For, TimeSpan RenewEvery, bool Alone)
{
    /// <summary>Nobody waits for a claim to end, so that a machine may sleep for a while.</summary>
    public static ClaimTerm Embedded { get; } = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(20), Alone: true);

    /// <summary>
    /// What a silo that was killed held goes to the others after 20 seconds at most. By the clock of the database, which all share.
    /// </summary>
    public static ClaimTerm Clustered { get; } = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(5), Alone: false);
}
