using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using OrleansMail.Sealing;

namespace OrleansMail.Cluster;

/// <summary>Silos with one cluster key know each other, and nobody else does.</summary>
public sealed class CallSecretsTests : IDisposable
{
    private static readonly TimeSpan BetweenReadings = TimeSpan.FromMilliseconds(250);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();

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
    public void A_stranger_with_many_unknown_versions_has_the_file_read_four_times_a_second_at_most()
    {
        var late = Of("cluster.key");
        AskForUnknown(late, 1_000);
        new ClusterKeyFile(_folder.File("cluster.key")).AddVersion();
        var fresh = Of("cluster.key").Newest;

        AskForUnknown(late, 1_000);
        Assert.False(late.Holds(fresh));

        _clock.Advance(BetweenReadings - TimeSpan.FromMilliseconds(1));
        Assert.False(late.Holds(fresh));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(late.Holds(fresh));
    }

    [Fact]
    public void Whatever_is_shown_what_is_kept_is_what_the_file_has()
    {
        var silo = Of("cluster.key");
        var newest = silo.Newest;

        AskForUnknown(silo, 10_000);

        Assert.Equal([newest], silo.All);
        Assert.True(silo.Holds(newest));
    }

    [Fact]
    public void A_stranger_does_not_keep_a_silo_with_a_newer_version_out()
    {
        var late = Of("cluster.key");
        AskForUnknown(late, 10);
        new ClusterKeyFile(_folder.File("cluster.key")).AddVersion();
        var fresh = Of("cluster.key").Newest;
        _clock.Advance(BetweenReadings);

        // The stranger is first: it is the stranger's reading that lets the silo in.
        AskForUnknown(late, 10);

        Assert.True(late.Holds(fresh));
    }

    [Fact]
    public void A_version_that_was_taken_out_of_the_file_opens_nothing_any_more()
    {
        var path = _folder.File("cluster.key");
        var early = Of("cluster.key");
        var old = early.Newest;
        new ClusterKeyFile(path).AddVersion();
        var keys = new ClusterKeys(new ClusterKeyFile(path));
        var silo = new CallSecrets(keys, _clock);
        Assert.True(silo.Holds(old));

        File.WriteAllLines(path, File.ReadAllLines(path).Where(line => !line.StartsWith("1 ", StringComparison.Ordinal)));
        keys.Reload();

        Assert.False(silo.Holds(old));
        Assert.Single(silo.All);
    }

    [Fact]
    public void A_file_that_cannot_be_read_now_is_told_to_nobody_and_takes_nothing_away()
    {
        var silo = Of("cluster.key");
        var newest = silo.Newest;
        File.WriteAllText(_folder.File("cluster.key"), "half a li");

        AskForUnknown(silo, 1);

        Assert.True(silo.Holds(newest));
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(76)]
    public void What_is_longer_than_any_secret_is_not_looked_at(int length)
    {
        var silo = Of("cluster.key");

        Assert.False(silo.Holds($"1.{new string('a', length - 2)}"));
        Assert.Equal("", new SealedOrigins(silo).From($"192.0.2.7|{new string('a', length + 200)}"));
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

        return new CallSecrets(new ClusterKeys(file), _clock);
    }

    private static void AskForUnknown(CallSecrets silo, int times)
    {
        for (var version = 2; version < times + 2; version++)
        {
            var text = version.ToString(CultureInfo.InvariantCulture);
            Assert.False(silo.Holds($"{text[..^1]}9{text[^1]}.{new string('a', 64)}"));
        }
    }
}
