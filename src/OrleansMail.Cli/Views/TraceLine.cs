namespace OrleansMail.Views;

/// <summary>One attempt for a traced address.</summary>
/// <param name="Outcome"><c>Pending</c> while there is none.</param>
/// <param name="Final">No attempt follows.</param>
/// <param name="Forgotten">The campaign was forgotten: of the attempt only the outcome is left.</param>
/// <param name="Waiting">Why an unfinished one waits; null when it is finished.</param>
internal sealed record TraceLine(
    string Campaign,
    string Outcome,
    string? Stage,
    int? Code,
    string? EnhancedCode,
    string Text,
    int Attempts,
    DateTimeOffset? At,
    string? EgressIp,
    string? MxHost,
    string? Tls,
    DateTimeOffset? NextAt,
    bool Final,
    bool Forgotten,
    string? Waiting);
