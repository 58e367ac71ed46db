namespace OrleansMail.Views;

/// <summary>How an import of suppressed addresses went.</summary>
internal sealed record SuppressionImportView(long Added, long Bad, string? Encoding, string? Report);
