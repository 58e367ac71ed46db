namespace OrleansMail.Addresses;

public class DomainNameTests
{
    [Theory]
    [InlineData("Example.JP", "example.jp")]
    [InlineData("example.jp.", "example.jp")]
    [InlineData("日本語。ＪＰ", "xn--wgv71a119e.jp")]
    [InlineData("例え.テスト", "xn--r8jz45g.xn--zckzah")]
    [InlineData("佐々木ー・.jp", "xn--u6j71ac8612ab6y.jp")]
    public void A_name_comes_out_in_small_ASCII_labels(string text, string expected)
    {
        Assert.True(DomainName.TryParse(text, out var domain, out var reason), reason);

        Assert.Equal(expected, domain);
        Assert.True(DomainName.TryParse(domain, out var again, out _));
        Assert.Equal(domain, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("jp")]
    [InlineData("example .jp")]
    [InlineData("example.1")]
    [InlineData("xn--wgv71a119.jp")]
    [InlineData("xn--mnchen-psa.example")]
    public void What_is_no_mail_domain_is_refused(string text)
    {
        Assert.False(DomainName.TryParse(text, out var domain, out var reason));

        Assert.Null(domain);
        Assert.NotEmpty(reason);
    }
}
