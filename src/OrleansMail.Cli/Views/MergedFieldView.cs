namespace OrleansMail.Views;

/// <summary>A column whose values stood in the mail, as JSON.</summary>
internal sealed record MergedFieldView(string Column, string Kind);
