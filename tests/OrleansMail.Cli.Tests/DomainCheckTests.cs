namespace OrleansMail;

public sealed class DomainCheckTests(FakeSilo silo)
{
    private const string Dkim = "v=DKIM1; k=rsa; p=AAAA";

    public static TheoryData<string, string[], string[], string[], string> Worlds => new()
    {
        { "a.example", [Dkim], ["v=spf1 -all", "other"], ["v=DMARC1; p=none"], "ok ok ok" },
        { "b.example", ["v=DKIM1;k=rsa;p=AA AA;"], ["v=spf1 -all"], ["v=DMARC1; p=none"], "ok ok ok" },
        { "c.example", ["v=DKIM1; p=BBBB"], ["v=spf1 -all"], ["v=DMARC1; p=none"], "different ok ok" },
        { "d.example", [], [], [], "missing missing missing" },
        // RFC 7208 §4.5: two SPF records are a permanent error.
        { "e.example", [Dkim], ["v=spf1 -all", "v=spf1 ~all"], ["v=DMARC1; p=none"], "ok several ok" },
        { "g.example", [Dkim], ["V=SPF1 -all"], ["v=dmarc1; p=none"], "ok ok missing" },
        { "f.example", [Dkim, "v=DKIM1; p=BBBB"], ["v=spf1 -all"], ["v=DMARC1; p=none"], "several ok ok" },
    };

    [Theory, MemberData(nameof(Worlds))]
    public async Task What_DNS_publishes_is_compared_with_what_the_silo_signs_with(
        string domain, string[] dkim, string[] spf, string[] dmarc, string states)
    {
        using var dns = new FakeDns(new Dictionary<string, string[]>
        {
            [$"s1._domainkey.{domain}"] = dkim,
            [domain] = spf,
            [$"_dmarc.{domain}"] = dmarc,
        });
        _ = await Ran.AsyncOn(silo, "domain", "add", domain);

        var ran = await Ran.AsyncOn(silo, "domain", "check", domain, "--dns", dns.Server, "--json");

        var found = ran.Json.GetProperty("records").EnumerateArray()
            .Select(record => record.GetProperty("state").GetString());
        Assert.Equal(states, string.Join(' ', found));
        Assert.Equal(states == "ok ok ok", ran.Json.GetProperty("ok").GetBoolean());
        Assert.Equal(states == "ok ok ok" ? 0 : 1, ran.Code);
    }

    [Fact]
    public async Task A_domain_that_was_never_added_is_not_checked()
    {
        var ran = await Ran.AsyncOn(silo, "domain", "check", "never.example", "--json");

        Assert.Equal(1, ran.Code);
        Assert.Equal("not-found", ran.Json.GetProperty("error").GetProperty("code").GetString());
    }
}
