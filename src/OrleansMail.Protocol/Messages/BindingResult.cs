namespace OrleansMail.Messages;

/// <summary>The answer to <see cref="ContentTemplate.Bind"/>: a binding, or the fields that no column serves.</summary>
public sealed record BindingResult(ContentBinding? Binding, IReadOnlyList<MergeError> Errors);
