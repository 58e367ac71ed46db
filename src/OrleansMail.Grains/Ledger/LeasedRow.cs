using OrleansMail.Recipients;

namespace OrleansMail.Ledger;

/// <summary>One delivery of a lease.</summary>
/// <param name="Claim">The claim on the row's chunk.</param>
/// <param name="Row">Row number within the audience.</param>
/// <param name="Attempt">1 for the first attempt.</param>
public sealed record LeasedRow(ChunkClaim Claim, long Row, int Attempt);
