using CsCheck;

namespace OrleansMail.Addresses;

public class SenderTests
{
    [Theory]
    [InlineData("shop@example.jp", "", "shop@example.jp")]
    [InlineData("<shop@example.jp>", "", "shop@example.jp")]
    [InlineData("Shop <shop@example.jp>", "Shop", "shop@example.jp")]
    [InlineData("Shop<shop@example.jp>", "Shop", "shop@example.jp")]
    [InlineData("山田 太郎 <taro@日本語.jp>", "山田 太郎", "taro@xn--wgv71a119e.jp")]
    [InlineData("\"Shop, Inc. <Tokyo>\" <shop@example.jp>", "Shop, Inc. <Tokyo>", "shop@example.jp")]
    [InlineData("\"A \\\"B\\\" \\\\ C\" <shop@example.jp>", "A \"B\" \\ C", "shop@example.jp")]
    [InlineData("\"\" <shop@example.jp>", "", "shop@example.jp")]
    [InlineData("👩‍🍳 Kitchen <a@example.jp>", "👩‍🍳 Kitchen", "a@example.jp")]
    public void A_name_and_an_address_are_read(string text, string name, string address)
    {
        Assert.True(Sender.TryParse(text, out var sender, out var reason), reason);

        Assert.Equal(name, sender.Name);
        Assert.Equal(address, sender.Address.Address);
        Assert.True(Sender.TryParse(sender.ToString(), out var again, out _));
        Assert.Equal(sender, again);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("Shop", "no @")]
    [InlineData("Shop <shop@example.jp", "> after")]
    [InlineData("Shop <shop>", "no @")]
    [InlineData("Shop <>", "empty")]
    [InlineData("a <b> <shop@example.jp>", "in quotes")]
    [InlineData("\"Shop <shop@example.jp>", "do not match")]
    [InlineData("\"Shop\" x <shop@example.jp>", "do not match")]
    [InlineData("Shop\r\nBcc: x <shop@example.jp>", "U+000D")]
    [InlineData("Shop\n <shop@example.jp>", "U+000A")]
    [InlineData("\"Shop\\\r\n\" <shop@example.jp>", "U+000D")]
    [InlineData("Shop\0 <shop@example.jp>", "U+0000")]
    [InlineData("Shop\u2028x <shop@example.jp>", "U+2028")]
    [InlineData("Shop\u202Ex <shop@example.jp>", "U+202E")]
    [InlineData("Shop\u0085x <shop@example.jp>", "U+0085")]
    public void A_bad_sender_is_refused_with_a_reason(string text, string words)
    {
        Assert.False(Sender.TryParse(text, out var sender, out var reason));

        Assert.Null(sender);
        Assert.Contains(words, reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void A_name_has_128_characters_at_most(int length, bool allowed) =>
        Assert.Equal(allowed, Sender.TryParse(new string('名', length) + " <a@example.jp>", out _, out _));

    [Fact]
    public void No_text_throws_and_what_is_printed_reads_back_the_same() => Gen.OneOf(
        Gen.String,
        Gen.Select(Gen.String[Gen.Char["ab\"\\<> ,山"], 0, 12], name => $"{name} <a@b.jp>")).Sample(text =>
    {
        if (Sender.TryParse(text, out var sender, out _))
        {
            Assert.True(Sender.TryParse(sender.ToString(), out var again, out var reason), reason);
            Assert.Equal(sender, again);
        }
    }, iter: 20_000);
}
