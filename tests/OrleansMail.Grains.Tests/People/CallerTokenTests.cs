namespace OrleansMail.People;

public sealed class CallerTokenTests
{
    [Theory]
    [InlineData(CallerKind.Person, "alice", "om_sess_alice_")]
    [InlineData(CallerKind.Service, "shop.back-end-2", "om_live_shop.back-end-2_")]
    public void A_token_is_read_as_it_was_written(CallerKind kind, string owner, string begins)
    {
        var secret = CallerToken.NewSecret();
        var text = CallerToken.Write(kind, owner, secret);

        Assert.StartsWith(begins, text, StringComparison.Ordinal);
        Assert.True(CallerToken.TryParse(text, out var token));
        Assert.Equal((kind, owner), (token.Kind, token.Owner));
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(secret), token.SecretHash);
        Assert.DoesNotContain(Convert.ToHexStringLower(secret), token.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_other_letter_anywhere_is_no_token()
    {
        var text = CallerToken.Write(CallerKind.Person, "alice", CallerToken.NewSecret());

        for (var at = 0; at < text.Length; at++)
        {
            var other = text[..at] + (text[at] == 'b' ? 'c' : 'b') + text[(at + 1)..];
            Assert.False(CallerToken.TryParse(other, out _), other);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("om_sess_")]
    [InlineData("om_sess_alice")]
    [InlineData("om_sess_alice_")]
    [InlineData("om_sess__00")]
    [InlineData("om_live_a_b_c_d")]
    [InlineData("Bearer om_sess_alice_00")]
    public void What_is_no_token_is_not_read(string text) => Assert.False(CallerToken.TryParse(text, out _));

    [Theory]
    [InlineData("alice", true)]
    [InlineData("a", true)]
    [InlineData("shop.back-end-2", true)]
    [InlineData("", false)]
    [InlineData("Alice", false)]
    [InlineData("alice@example.com", false)]
    [InlineData("a_b", false)]
    [InlineData("-a", false)]
    [InlineData("a.", false)]
    [InlineData("花子", false)]
    [InlineData("engine", false)]
    public void Names_are_plain(string name, bool good) => Assert.Equal(good, PersonName.Fault(name) is null);
}
