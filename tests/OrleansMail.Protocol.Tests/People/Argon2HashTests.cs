namespace OrleansMail.People;

public sealed class Argon2HashTests
{
    private static readonly Argon2Cost Cheap = new(Passes: 1, Memory: 64, Lanes: 1);

    /// <summary>RFC 9106 §5.3.</summary>
    [Fact]
    public void The_tag_is_that_of_the_published_vector()
    {
        var tag = Argon2Hash.Tag(
            Filled(32, 1), Filled(16, 2), new Argon2Cost(Passes: 3, Memory: 32, Lanes: 4), 32, Filled(8, 3), Filled(12, 4));

        Assert.Equal("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659", Convert.ToHexStringLower(tag));
    }

    [Fact]
    public void A_hash_knows_its_password_after_being_written_and_read()
    {
        Assert.True(Argon2Hash.TryParse(Argon2Hash.Create("花子 and ada", Cheap).ToString(), out var hash));

        Assert.True(hash.Verify("花子 and ada"));
        Assert.False(hash.Verify("花子 and adb"));
        Assert.Equal(Cheap, hash.Cost);
    }

    [Fact]
    public void Two_hashes_of_one_password_differ() =>
        Assert.NotEqual(Argon2Hash.Create("a", Cheap).ToString(), Argon2Hash.Create("a", Cheap).ToString());

    [Fact]
    public void The_cost_by_default_is_what_is_demanded_at_least() =>
        Assert.Equal((1, 46 * 1024, 1), (new Argon2Cost().Passes, new Argon2Cost().Memory, new Argon2Cost().Lanes));

    [Theory]
    [InlineData("")]
    [InlineData("$argon2i$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("$argon2id$v=16$m=64,t=1,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("$argon2id$v=19$m=64,t=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("$argon2id$v=19$m=99999999,t=1,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("$argon2id$v=19$m=7,t=1,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("$argon2id$v=19$m=64,t=1,p=1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$AAAA")]
    [InlineData("$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$!!!!")]
    public void What_is_no_hash_of_ours_is_not_read(string text) => Assert.False(Argon2Hash.TryParse(text, out _));

    private static byte[] Filled(int length, byte with) => [.. Enumerable.Repeat(with, length)];
}
