namespace OrleansMail.Ledger;

/// <summary>A row and its outcome as reported.</summary>
/// <param name="Entry">Null while nothing was recorded.</param>
/// <param name="Leased">An open lease covers the row: it is being sent, or in doubt.</param>
public sealed record OutcomeRecord(
    long Audience, string Campaign, long Row, string Address, OutcomeEntry? Entry, bool Leased);
