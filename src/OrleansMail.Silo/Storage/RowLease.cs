namespace OrleansMail.Storage;

/// <summary>What the leases say about a row.</summary>
/// <param name="Attempt">The last attempt leased.</param>
/// <param name="FirstAt">When the row was leased first, in ticks.</param>
internal readonly record struct RowLease(int Attempt, long FirstAt);
