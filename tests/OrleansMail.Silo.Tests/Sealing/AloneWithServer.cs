namespace OrleansMail.Sealing;

/// <summary>
/// Tests of what the server's files hold, with no others beside them: while any connection of the server is being made or reads,
/// PostgreSQL keeps a row that was just written over (docs/known-issues.md).
/// </summary>
[CollectionDefinition(nameof(AloneWithServer), DisableParallelization = true)]
public sealed class AloneWithServer;
