namespace OrleansMail.Upgrades;

/// <summary>One silo as it was replaced.</summary>
/// <param name="Silo">Its name.</param>
/// <param name="Progress">Share of recipients that the sink had accepted, from 0 to 1.</param>
/// <param name="Drain">From the command to the end of its process.</param>
/// <param name="Start">From the start of the next process until it took calls.</param>
/// <param name="Silence">The longest time, from the command until mail flowed after the start, in which nobody sent anything.</param>
internal sealed record UpgradeStep(string Silo, double Progress, TimeSpan Drain, TimeSpan Start, TimeSpan Silence);
