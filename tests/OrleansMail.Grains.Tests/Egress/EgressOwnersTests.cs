using OrleansMail.Cluster;

namespace OrleansMail.Egress;

public sealed class EgressOwnersTests
{
    private readonly EgressOwners _owners = new(TestSilos.Of("192.0.2.1,192.0.2.2", "192.0.2.2,192.0.2.3", ""));

    [Theory]
    [InlineData("192.0.2.1", "silo0")]
    [InlineData("192.0.2.3", "silo1")]
    public void An_address_belongs_to_the_silo_that_names_it(string address, string silo)
    {
        var owner = _owners.Of(address);

        Assert.Equal((silo, (string?)null), (owner.Name, owner.Problem));
        Assert.Equal(silo == "silo0", _owners.IsOwn(address));
    }

    [Theory]
    [InlineData("192.0.2.2", "several silos claim 192.0.2.2 (silo0, silo1)")]
    [InlineData("192.0.2.9", "no silo has 192.0.2.9")]
    [InlineData("192.0.2", "no silo has 192.0.2")]
    public void A_doubt_is_said_and_nobody_sends(string address, string problem)
    {
        var owner = _owners.Of(address);

        Assert.Null(owner.Silo);
        Assert.StartsWith(problem, owner.Problem, StringComparison.Ordinal);
        Assert.False(_owners.IsOwn(address));
    }

    [Fact]
    public void An_embedded_silo_has_whatever_is_registered() =>
        Assert.True(new EgressOwners(TestSilos.Of(SiloEgress.Every)).IsOwn("192.0.2.7"));
}
