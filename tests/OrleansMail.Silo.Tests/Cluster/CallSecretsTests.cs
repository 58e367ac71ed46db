using System.Net;
using OrleansMail.Sealing;

namespace OrleansMail.Cluster;

/// <summary>Silos with one cluster key know each other, and nobody else does.</summary>
public sealed class CallSecretsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Silos_with_one_key_hold_the_same_secret_and_others_another()
    {
        var (one, other, stranger) = (Of("cluster.key"), Of("cluster.key"), Of("other.key"));

        Assert.True(other.Holds(one.Newest));
        Assert.False(stranger.Holds(one.Newest));
        Assert.False(other.Holds(one.Newest[..^1]));
        Assert.All(["", ".", "1.", "x.00", "99.00", $"-{one.Newest}"], shown => Assert.False(other.Holds(shown)));
    }

    [Fact]
    public void While_a_new_version_spreads_both_sides_still_agree()
    {
        var (early, late) = (Of("cluster.key"), Of("cluster.key"));
        var before = late.Newest;

        new ClusterKeyFile(_folder.File("cluster.key")).AddVersion();
        var fresh = Of("cluster.key");

        Assert.NotEqual(before, fresh.Newest);
        Assert.True(early.Holds(fresh.Newest));
        Assert.True(fresh.Holds(before));
    }

    [Fact]
    public void Where_a_client_is_seen_is_what_a_silo_has_said()
    {
        var (one, other) = (new SealedOrigins(Of("cluster.key")), new SealedOrigins(Of("cluster.key")));
        var word = one.WordFor(IPAddress.Parse("::ffff:192.0.2.7"));

        Assert.Equal("192.0.2.7", other.From(word));
        Assert.Equal("", other.From(word.Replace("192.0.2.7", "192.0.2.8", StringComparison.Ordinal)));
        Assert.Equal("", other.From(null));
        Assert.Equal("", other.From("192.0.2.7"));
        Assert.Equal("", new SealedOrigins(Of("other.key")).From(word));
    }

    public void Dispose() => _folder.Dispose();

    private CallSecrets Of(string name)
    {
        var file = new ClusterKeyFile(_folder.File(name));
        if (!File.Exists(file.Path))
        {
            file.AddVersion();
        }

        return new CallSecrets(new ClusterKeys(file));
    }
}
