namespace OrleansMail.Kill;

/// <summary>One kill of the silo.</summary>
/// <param name="Progress">Share of recipients that had an outcome, from 0 to 1.</param>
/// <param name="Recovered">When mail flowed again.</param>
/// <param name="Restart">From the start of the new process to its first accepted mail.</param>
internal sealed record KillMoment(double Progress, DateTimeOffset Killed, DateTimeOffset Recovered, TimeSpan Restart);
