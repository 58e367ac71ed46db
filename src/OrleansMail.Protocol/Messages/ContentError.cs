namespace OrleansMail.Messages;

/// <summary>Why a content file cannot be a template.</summary>
/// <param name="Where">The header or part, for example <c>Subject</c> or <c>text/html</c>.</param>
/// <param name="Message">What is wrong and how to mend it; never holds a recipient's data.</param>
public sealed record ContentError(string Where, string Message);
