using OrleansMail.Hosting;

namespace OrleansMail.Cluster;

/// <summary>A silo speaks over a network with certificates, or not at all.</summary>
public sealed class SiloEndpointTests
{
    [Theory]
    [InlineData("192.0.2.10", "certificates")]
    [InlineData("0.0.0.0", "no IP address")]
    [InlineData("mail.example.com", "no IP address")]
    public void Without_certificates_only_loopback_is_taken(string address, string words)
    {
        var fault = Assert.Throws<ConfigurationException>(() => SiloEndpoint.Of(new ClusterOptions { Address = address }));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("Cluster:Address", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_three_files_belong_together() => Assert.Contains(
        "set all three",
        Assert.Throws<ConfigurationException>(() => SiloEndpoint.Of(new ClusterOptions { KeyFile = "silo.key" })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void By_default_a_silo_of_a_cluster_is_on_loopback_without_TLS()
    {
        var endpoint = SiloEndpoint.Of(new ClusterOptions());

        Assert.Equal(("127.0.0.1", 11_111, 30_000, null), (
            endpoint.Address.ToString(), endpoint.SiloPort, endpoint.GatewayPort, endpoint.Files));
    }
}
