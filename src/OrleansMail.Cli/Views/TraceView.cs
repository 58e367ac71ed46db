namespace OrleansMail.Views;

/// <summary>All that is known about mail for one address.</summary>
/// <param name="Suppressed">Why nothing is sent to it; null when it is not suppressed.</param>
internal sealed record TraceView(string Address, SuppressionView? Suppressed, TraceLine[] Attempts);
