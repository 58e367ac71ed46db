namespace OrleansMail.Telemetry;

/// <summary>
/// One silo for the tests of what it shows, and no other beside it: OpenTelemetry takes instruments of one name in a process for
/// one, and ends it with the first silo that ends.
/// </summary>
[CollectionDefinition(nameof(AloneWithSilo), DisableParallelization = true)]
public sealed class AloneWithSilo : ICollectionFixture<WatchedSilo>;
