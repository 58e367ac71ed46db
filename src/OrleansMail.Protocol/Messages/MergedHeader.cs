namespace OrleansMail.Messages;

/// <summary>A header of the template after the merge: one line of Unicode text, not yet encoded.</summary>
public sealed record MergedHeader(string Name, string Value);
