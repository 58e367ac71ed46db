namespace OrleansMail.Cluster;

/// <summary>Tests that share the cluster run one after another: they share its clock too.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterTests : ICollectionFixture<ClusterFixture>
{
    public const string Name = "cluster";
}
