using System.Text.RegularExpressions;

namespace OrleansMail.Dns;

public sealed class SiteNameTests
{
    /// <summary>hosts as <c>preference name</c> → site.</summary>
    public static TheoryData<string, string> Sites => new()
    {
        { "5 gmail-smtp-in.l.google.com, 10 alt1.gmail-smtp-in.l.google.com", "google" },
        { "1 aspmx.l.google.com, 5 aspmx2.googlemail.com", "google" },
        { "1 aspmx.l.google.com, 1 aspmx2.googlemail.com", "google" },
        { "2 hotmail-com.olc.protection.outlook.com", "outlook-consumer" },
        { "0 contoso-com.mail.protection.outlook.com", "outlook-tenant" },
        { "0 contoso-com.a-v1.mx.microsoft", "outlook-tenant" },
        { "1 mta5.am0.yahoodns.net, 1 mta6.am0.yahoodns.net", "yahoodns" },
        { "10 mx01.mail.icloud.com, 10 mx02.mail.icloud.com", "icloud" },
        { "10 mfsmax.docomo.ne.jp", "docomo" },
        { "10 lsean.ezweb.ne.jp", "au" },
        { "10 mx.au.com", "au" },
        { "10 mx.softbank.ne.jp", "softbank" },
        { "10 mx.softbank.jp", "softbank" },
        { "10 mx.d.example", "mx.d.example" },
        { "10 b.d.example, 10 a.d.example", "a.d.example+b.d.example" },
        { "10 notgoogle.com", "notgoogle.com" },
        { "10 google.com.evil.example", "google.com.evil.example" },
        { "10 aspmx.l.google.com, 10 mx.d.example", "aspmx.l.google.com+mx.d.example" },
        { "10 aspmx.l.google.com, 20 mx.d.example", "google" }, // mail goes to the best host
        { "10 mx_1.d.example", "mx-1.d.example" },
    };

    [Theory]
    [MemberData(nameof(Sites))]
    public void A_set_of_hosts_has_one_site_in_any_order(string hosts, string site)
    {
        var parsed = Parse(hosts);

        Assert.Equal(site, SiteName.Of(parsed));
        parsed.Reverse();
        Assert.Equal(site, SiteName.Of(parsed));
    }

    [Fact]
    public void A_long_set_is_cut_and_keeps_apart_from_others()
    {
        var many = Enumerable.Range(0, 12).Select(n => new MxHost(10, $"mail-{n}.some-provider.example")).ToList();
        var others = many.Append(new MxHost(10, "zz.other.example")).ToList();

        Assert.Equal(SiteName.MaxLength, SiteName.Of(many).Length);
        Assert.NotEqual(SiteName.Of(many), SiteName.Of(others));
        Assert.Matches(new Regex("^[a-z0-9.+-]+$", RegexOptions.None, TimeSpan.FromSeconds(1)), SiteName.Of(many));
    }

    private static List<MxHost> Parse(string hosts) =>
        [.. hosts.Split(", ")
            .Select(host => host.Split(' '))
            .Select(words => new MxHost(int.Parse(words[0], null), words[1]))];
}
