using System.Security.Cryptography;

namespace OrleansMail.Audit;

public sealed class CheckpointTests
{
    // RFC 8032 §7.1, test 1: everybody's key.
    private const string KnownKey = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";

    private static string Folder => Repository.PathOf("tests", "OrleansMail.Protocol.Tests", "Audit", "vectors");

    [Fact]
    public void A_known_key_signs_what_another_implementation_has_signed()
    {
        var key = CheckpointKey.ImportPem(PemEncoding.WriteString("PRIVATE KEY", Convert.FromBase64String(KnownKey)));
        var entries = Lines("export.jsonl").Select(line => line.Entry!).ToArray();
        var signed = Lines("checkpoints.jsonl").Select(line => line.Checkpoint!).ToArray();

        Assert.Equal(File.ReadAllText(Path.Combine(Folder, "checkpoints.pub")), key.PublicPem);
        Assert.Contains(KnownKey, key.ExportPem(), StringComparison.Ordinal);
        Assert.Equal(signed[0], key.Sign("example.com", TestTrail.Tree(entries.Take(3)), signed[0].At));
        Assert.Equal(signed[1], key.Sign("example.com", TestTrail.Tree(entries), signed[1].At));
    }

    [Fact]
    public void The_trail_of_another_implementation_is_in_order()
    {
        Assert.True(CheckpointKeys.TryParse(
            File.ReadAllText(Path.Combine(Folder, "checkpoints.pub")), out var keys, out _));
        var checkpoints = new CheckpointSet(keys, DateTimeOffset.MaxValue);
        checkpoints.Add(Lines("checkpoints.jsonl"));
        var verifier = new AuditVerifier(checkpoints);
        verifier.Add(Lines("export.jsonl"));

        Assert.Empty(checkpoints.Faults);
        Assert.Equal(
            new TrailVerdict(
                "example.com", 5, "e752c8cd1c2c8183dd20a494a2bb8388a5996764eff19ee7367c134e798440f9", null, null, 5),
            Assert.Single(verifier.End()));
    }

    [Fact]
    public void A_key_comes_back_from_its_PEM()
    {
        var key = CheckpointKey.Create();

        var again = CheckpointKey.ImportPem(key.ExportPem());

        Assert.Equal(key.Id, again.Id);
        Assert.Equal(key.PublicPem, again.PublicPem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----")]
    public void What_is_no_private_key_is_refused(string pem) =>
        Assert.Throws<ArgumentException>(() => CheckpointKey.ImportPem(pem));

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    public void What_is_no_public_key_is_refused(string pem) =>
        Assert.False(CheckpointKeys.TryParse(pem, out _, out _));

    [Fact]
    public void A_key_that_is_followed_by_something_else_is_refused() =>
        Assert.False(CheckpointKeys.TryParse(CheckpointKey.Create().PublicPem + "rubbish", out _, out _));

    [Fact]
    public void Each_of_several_keys_is_found_by_its_name()
    {
        var (first, second, other) = (CheckpointKey.Create(), CheckpointKey.Create(), CheckpointKey.Create());
        Assert.True(CheckpointKeys.TryParse(first.PublicPem + second.PublicPem, out var keys, out _));
        var tree = TestTrail.Tree(TestTrail.Of(3));

        Assert.True(keys.Holds(first.Sign("system", tree, TestTrail.Noon)));
        Assert.True(keys.Holds(second.Sign("system", tree, TestTrail.Noon)));
        Assert.False(keys.Holds(other.Sign("system", tree, TestTrail.Noon)));
    }

    [Fact]
    public void A_change_of_any_field_breaks_the_signature()
    {
        var key = CheckpointKey.Create();
        Assert.True(CheckpointKeys.TryParse(key.PublicPem, out var keys, out _));
        var signed = key.Sign("system", TestTrail.Tree(TestTrail.Of(3)), TestTrail.Noon);

        Assert.True(keys.Holds(signed));
        Assert.All(
            [
                signed with { Trail = "example.com" },
                signed with { Size = 2 },
                signed with { Root = AuditHash.None },
                signed with { At = signed.At.AddMilliseconds(1) },
                signed with { KeyId = CheckpointKey.Create().Id },
                signed with { Signature = Convert.ToBase64String(new byte[64]) },
                signed with { Signature = "no Base64" },
                signed with { Signature = "" },
            ],
            changed => Assert.False(keys.Holds(changed)));
    }

    private static List<AuditFileLine> Lines(string name)
    {
        using var file = File.OpenText(Path.Combine(Folder, name));
        return [.. AuditFileReader.Read(file)];
    }
}
