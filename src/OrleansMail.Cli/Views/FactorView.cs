namespace OrleansMail.Views;

/// <summary>A factor or recovery codes that were made.</summary>
/// <param name="RecoveryCodes">How many.</param>
/// <param name="File">Where the codes were written; null if they were shown.</param>
internal sealed record FactorView(string User, int RecoveryCodes, string? File);
