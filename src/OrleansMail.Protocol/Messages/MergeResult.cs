namespace OrleansMail.Messages;

/// <summary>The answer to <see cref="ContentBinding.Merge"/>: content, or at least one error.</summary>
public sealed record MergeResult(MergedContent? Content, IReadOnlyList<MergeError> Errors);
