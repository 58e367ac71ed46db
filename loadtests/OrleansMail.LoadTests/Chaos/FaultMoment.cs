namespace OrleansMail.Chaos;

/// <summary>One fault as it came about.</summary>
/// <param name="Fault">What was broken.</param>
/// <param name="Progress">Share of recipients that the sink had accepted, from 0 to 1.</param>
/// <param name="Began">When it began.</param>
/// <param name="Silence">The longest time during it, and until all ran again, in which nobody sent anything.</param>
/// <param name="Revived">Silos that had ended by themselves and were started again.</param>
internal sealed record FaultMoment(Fault Fault, double Progress, DateTimeOffset Began, TimeSpan Silence, int Revived);
