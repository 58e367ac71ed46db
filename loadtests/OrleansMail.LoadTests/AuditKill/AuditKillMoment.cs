namespace OrleansMail.AuditKill;

/// <summary>One life of the silo, and what was found after it.</summary>
/// <param name="Delay">From the first answer to the kill.</param>
/// <param name="Answered">Actions that were answered.</param>
/// <param name="Cut">Chains that the kill cut.</param>
internal sealed record AuditKillMoment(TimeSpan Delay, int Answered, int Cut, AuditVerdict Verdict);
