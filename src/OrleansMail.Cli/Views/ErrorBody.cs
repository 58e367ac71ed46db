namespace OrleansMail.Views;

/// <summary>What went wrong.</summary>
/// <param name="Code">Stable word for programs.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
/// <param name="Field">The input that is wrong, or null.</param>
internal sealed record ErrorBody(string Code, string Message, string? Field);
