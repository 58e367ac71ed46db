namespace OrleansMail.Storage;

/// <summary>Who writes what. One order holds within each of the two.</summary>
/// <param name="Ledger">Leases, outcomes and claims: a claim that is given back comes after the outcomes before it.</param>
/// <param name="Others">Everything else, so that a large import holds up no lease where there are two connections.</param>
internal sealed record StoreWriters(IStoreWriter Ledger, IStoreWriter Others);
