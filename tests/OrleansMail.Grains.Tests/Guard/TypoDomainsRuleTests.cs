using CsCheck;
using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class TypoDomainsRuleTests
{
    [Theory]
    [InlineData("docomo.co.jp", GuardLevel.Block)]
    [InlineData("ezweb.co.jp", GuardLevel.Block)]
    [InlineData("gmai.com", GuardLevel.Block)]
    [InlineData("gmial.com", GuardLevel.Block)]
    [InlineData("hotmai.com", GuardLevel.Block)]
    [InlineData("yahoo.ne.jp", GuardLevel.Block)]
    [InlineData("shop.con", GuardLevel.Block)]
    [InlineData("shop.co.jo", GuardLevel.Block)]
    [InlineData("shop.cojp", GuardLevel.Block)]
    [InlineData("gmai1.com", GuardLevel.Block)]
    [InlineData("grnail.com", GuardLevel.Block)]
    [InlineData("xn--gmil-63d.com", GuardLevel.Block)]
    [InlineData("xn--gmal-nza.com", GuardLevel.Block)]
    [InlineData("xn--zckzah.jp", null)]
    [InlineData("shop.com.co", null)]
    [InlineData("shop.community", null)]
    [InlineData("gmaik.com", GuardLevel.Warn)]
    [InlineData("outllook.com", GuardLevel.Warn)]
    [InlineData("dcoomo.ne.jp", GuardLevel.Warn)]
    [InlineData("gmail.com", null)]
    [InlineData("ymail.com", null)]
    [InlineData("mail.com", null)]
    [InlineData("gmx.com", null)]
    [InlineData("hotmail.fr", null)]
    [InlineData("yahoo.co.jp", null)]
    [InlineData("yahoo.co.uk", null)]
    [InlineData("live.com", null)]
    [InlineData("example.com", null)]
    [InlineData("gmaik.test", null)]
    [InlineData("shop.test", null)]
    [InlineData("some-company.co.jp", null)]
    public void A_misspelt_domain_is_blocked_and_a_look_alike_is_warned_of(string domain, GuardLevel? level)
    {
        Assert.Equal(level, Run(new TypoDomainsRule(), Campaign, Recipient($"a@{domain}", "A", "x")).Worst());
    }

    [Fact]
    public void The_senders_own_domain_is_no_look_alike()
    {
        var campaign = Campaign with { FromDomain = "outlooks.com" };

        Assert.Empty(Run(new TypoDomainsRule(), campaign, Recipient("a@outlooks.com", "A", "x")));
    }

    [Theory]
    [InlineData("abc", "abc", false)]
    [InlineData("abc", "abd", true)]
    [InlineData("abc", "ab", true)]
    [InlineData("abc", "xabc", true)]
    [InlineData("abc", "acb", true)]
    [InlineData("abc", "bca", false)]
    [InlineData("abcd", "badc", false)]
    [InlineData("", "a", true)]
    [InlineData("", "", false)]
    public void One_slip_of_the_finger_is_distance_one(string left, string right, bool one)
    {
        Assert.Equal(one, EditDistance.IsOne(left, right));
        Assert.Equal(one, EditDistance.IsOne(right, left));
    }

    [Fact]
    public void A_letter_put_in_anywhere_is_distance_one()
    {
        Gen.Select(Gen.String, Gen.Char, Gen.Int[0, 100]).Sample((text, letter, place) =>
            Assert.True(EditDistance.IsOne(text, text.Insert(Math.Min(place, text.Length), letter.ToString()))));
    }
}
