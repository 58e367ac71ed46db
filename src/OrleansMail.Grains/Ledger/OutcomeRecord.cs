namespace OrleansMail.Ledger;

/// <summary>A row and its outcome as reported.</summary>
/// <param name="Entry">Null while nothing was recorded.</param>
/// <param name="Leased">An open lease covers the row: it is being sent, or in doubt.</param>
/// <param name="Forgotten">The campaign's key was destroyed: the address is empty, and of the entry only the kind is left.</param>
public sealed record OutcomeRecord(
    long Audience, string Campaign, long Row, string Address, OutcomeEntry? Entry, bool Leased,
    bool Forgotten = false);
