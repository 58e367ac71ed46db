namespace OrleansMail.Messages;

/// <summary>The answer to <see cref="ContentTemplate.Compile"/>: a template, or at least one error.</summary>
public sealed record ContentCompilation(ContentTemplate? Template, IReadOnlyList<ContentError> Errors);
