namespace OrleansMail.Views;

/// <summary>Whether an address is suppressed now, and whether this command changed it.</summary>
internal sealed record SuppressionChange(string Address, bool Suppressed, bool Changed, SuppressionView? Entry);
