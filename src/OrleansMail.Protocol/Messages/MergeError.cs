namespace OrleansMail.Messages;

/// <summary>Why one row cannot become a message.</summary>
/// <param name="Field">The merge field, or the header or part when no single field is to blame.</param>
/// <param name="Reason">Plain words; never holds the value.</param>
public sealed record MergeError(string Field, string Reason);
