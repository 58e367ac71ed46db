namespace OrleansMail.Views;

/// <summary>What was moved into a database, as JSON.</summary>
internal sealed record DatabaseMoveView(IReadOnlyDictionary<string, long> Rows, int Trails);
