namespace OrleansMail.People;

/// <summary>Tests that share the silo of this room run one after another: they share its clock and its counts.</summary>
[CollectionDefinition(Name)]
public sealed class PeopleTests : ICollectionFixture<PeopleCluster>
{
    public const string Name = "people";
}
