using OrleansMail.Outcomes;

namespace OrleansMail.Ledger;

/// <summary>A row that has a history: rows never touched are not listed.</summary>
/// <param name="Attempts">Attempts recorded or leased.</param>
/// <param name="LastKind">Last recorded outcome; null if there is only a lease.</param>
/// <param name="InDoubt">The last attempt was leased and has no outcome.</param>
/// <param name="FirstAt">Start of the first attempt.</param>
public sealed record RowState(
    long Row, int Attempts, OutcomeKind? LastKind, bool Final, bool InDoubt, DateTimeOffset? NextAt,
    string? EgressIp, DateTimeOffset? FirstAt);
