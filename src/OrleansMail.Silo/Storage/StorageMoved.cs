namespace OrleansMail.Storage;

/// <summary>What a move has moved.</summary>
/// <param name="Rows">By table; counted on both sides.</param>
/// <param name="Trails">Audit trails whose ends are the same on both sides.</param>
public sealed record StorageMoved(IReadOnlyDictionary<string, long> Rows, int Trails);
