namespace OrleansMail.Measures;

/// <summary>How long one phase of a delivery took, in seconds.</summary>
/// <param name="Phase">The engine's name of it.</param>
/// <param name="Half">The median.</param>
/// <param name="Most">95 of 100 were below.</param>
/// <param name="NearlyAll">99 of 100 were below.</param>
internal sealed record PhaseLatency(string Phase, double Half, double Most, double NearlyAll);
