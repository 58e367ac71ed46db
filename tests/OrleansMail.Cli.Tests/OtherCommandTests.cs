using OrleansMail.Commands;

namespace OrleansMail;

public sealed class OtherCommandTests(FakeSilo silo)
{
    [Fact]
    public async Task Send_gives_the_values_and_the_key_to_the_stream()
    {
        var values = Path.Combine(silo.Folder, "values.json");
        await File.WriteAllTextAsync(
            values, """{"name": "花子", "order": 4711, "gift": true}""", TestContext.Current.CancellationToken);

        var ran = await Ran.AsyncOn(
            silo, "send", "--stream", "example.com/r", "--to", "a@example.com",
            "--values", values, "--key", "k1", "--json");

        Assert.Equal(0, ran.Code);
        Assert.Equal("a@example.com|k1|name=花子|order=4711|gift=True", ran.Json.GetProperty("messageId").GetString());
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("""{"a": {}}""")]
    [InlineData("{")]
    public async Task Values_that_are_no_object_of_texts_are_refused(string json)
    {
        var values = Path.Combine(silo.Folder, $"values-{Guid.NewGuid():n}.json");
        await File.WriteAllTextAsync(values, json, TestContext.Current.CancellationToken);

        var ran = await Ran.AsyncOn(
            silo, "send", "--stream", "example.com/r", "--to", "a@example.com", "--values", values, "--json");

        Assert.Equal(1, ran.Code);
        Assert.Equal("values", ran.Json.GetProperty("error").GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_suppressed_address_is_found_in_each_of_its_spellings_until_it_is_lifted()
    {
        Assert.Equal(0, (await Ran.AsyncOn(silo, "suppression", "add", "Boole@Example.com", "--note", "asked")).Code);

        var found = await Ran.AsyncOn(silo, "suppression", "check", "boole@example.COM", "--json");
        var removed = await Ran.AsyncOn(silo, "suppression", "remove", "BOOLE@example.com", "--json");
        var gone = await Ran.AsyncOn(silo, "suppression", "check", "boole@example.com", "--json");

        Assert.Equal("asked", found.Json.GetProperty("entry").GetProperty("evidence").GetString());
        Assert.True(removed.Json.GetProperty("changed").GetBoolean());
        Assert.False(gone.Json.GetProperty("suppressed").GetBoolean());
    }

    [Fact]
    public async Task A_suppression_file_is_taken_but_for_its_bad_rows()
    {
        var file = Path.Combine(silo.Folder, "suppressed.csv");
        await File.WriteAllTextAsync(
            file, "address\ns1@example.com\nnobody\ns2@example.com\n", TestContext.Current.CancellationToken);

        var ran = await Ran.AsyncOn(
            silo, "suppression", "import", file, "--report", Path.Combine(silo.Folder, "suppressed.bad.csv"), "--json");
        var check = await Ran.AsyncOn(silo, "suppression", "check", "s2@example.com", "--json");

        Assert.Equal(1, ran.Code);
        Assert.Equal(2, ran.Json.GetProperty("added").GetInt64());
        Assert.Equal(1, ran.Json.GetProperty("bad").GetInt64());
        Assert.True(check.Json.GetProperty("suppressed").GetBoolean());
    }

    [Fact]
    public async Task Trace_says_why_a_recipient_waits()
    {
        _ = await Ran.AsyncOn(silo, "campaign", "submit", "trace-1");

        var ran = await Ran.AsyncOn(silo, "trace", "ada@example.com", "--json");

        var attempt = Assert.Single(ran.Json.GetProperty("attempts").EnumerateArray());
        Assert.Equal("Deferred", attempt.GetProperty("outcome").GetString());
        Assert.Equal("the campaign is Submitted", attempt.GetProperty("waiting").GetString());
    }

    [Fact]
    public async Task A_domain_is_kept_by_its_A_labels_and_shows_a_line_to_copy()
    {
        var added = await Ran.AsyncOn(silo, "domain", "add", "例え.jp");
        var shown = await Ran.AsyncOn(silo, "domain", "show", "xn--r8jz45g.jp", "--json");

        Assert.Equal(0, added.Code);
        Assert.Contains(
            "\ns1._domainkey.xn--r8jz45g.jp. TXT \"v=DKIM1; k=rsa; p=AAAA\"\n", added.Out, StringComparison.Ordinal);
        Assert.Equal("s1", shown.Json.GetProperty("selector").GetString());
    }

    [Fact]
    public async Task A_rotated_key_is_announced_and_signs_only_when_DNS_has_it_or_at_once_for_a_reason()
    {
        _ = await Ran.AsyncOn(silo, "domain", "add", "rotated.example");

        var early = await Ran.AsyncOn(silo, "domain", "rotate-dkim", "rotated.example", "--activate", "--json");
        var rotated = await Ran.AsyncOn(silo, "domain", "rotate-dkim", "rotated.example");
        var json = await Ran.AsyncOn(silo, "domain", "show", "rotated.example", "--json");
        var unseen = await Ran.AsyncOn(silo, "domain", "rotate-dkim", "rotated.example", "--activate", "--json");
        var replaced = await Ran.AsyncOn(
            silo, "domain", "rotate-dkim", "rotated.example", "--at-once", "--reason", "a disk was stolen");

        Assert.Equal("not-announced", early.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("signs with DKIM selector s1", rotated.Out, StringComparison.Ordinal);
        Assert.Contains("\ns2: announced, not seen in DNS yet", rotated.Out, StringComparison.Ordinal);
        Assert.Contains("\ns2._domainkey.rotated.example. TXT ", rotated.Out, StringComparison.Ordinal);
        var states = json.Json.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("state").GetString());
        Assert.Equal(["Announced", "Signing"], states);
        Assert.Equal("dns", unseen.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(1, unseen.Code);
        Assert.Contains("signs with DKIM selector s2", replaced.Out, StringComparison.Ordinal);
        Assert.Contains("\ns1: revoked at 1970-01-01", replaced.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--at-once", "reason")]
    [InlineData("--at-once --activate --reason x", "activate")]
    [InlineData("--reason x", "reason")]
    public async Task A_key_is_not_replaced_by_half_a_wish(string options, string field)
    {
        _ = await Ran.AsyncOn(silo, "domain", "add", "half.example");

        var ran = await Ran.AsyncOn(silo, ["domain", "rotate-dkim", "half.example", .. options.Split(' '), "--json"]);

        Assert.Equal(field, ran.Json.GetProperty("error").GetProperty("field").GetString());
        Assert.NotEqual(0, ran.Code);
    }

    [Fact]
    public async Task An_address_is_one_address_in_all_its_spellings()
    {
        _ = await Ran.AsyncOn(silo, "ip", "add", "::ffff:192.0.2.9", "--ehlo", "MX.Example.com");

        var ran = await Ran.AsyncOn(silo, "ip", "pause", "192.0.2.9", "--json");

        Assert.True(ran.Json.GetProperty("paused").GetBoolean());
        Assert.Equal("mx.example.com", ran.Json.GetProperty("ehloName").GetString());
    }

    [Fact]
    public async Task An_address_on_a_proxy_shows_who_sends_through_it_and_what_is_wrong_with_it()
    {
        _ = await Ran.AsyncOn(silo, "ip", "add", "198.51.100.1", "--ehlo", "mx.example.com");

        var shown = await Ran.AsyncOn(silo, "ip", "show", "198.51.100.1");
        var json = await Ran.AsyncOn(silo, "ip", "show", "198.51.100.1", "--json");

        Assert.Contains("It is sent from by mail1, through socks5://10.0.0.5:1080\n", shown.Out, StringComparison.Ordinal);
        Assert.Contains(
            "Its proxy does not connect: the proxy socks5://10.0.0.5:1080 refuses connections\n", shown.Out, StringComparison.Ordinal);
        Assert.Equal("socks5://10.0.0.5:1080", json.Json.GetProperty("proxy").GetString());
    }

    [Theory]
    [InlineData("v=DKIM1; k=rsa; p=AAAA", "v=DKIM1;k=rsa;p=AA AA;", true)]
    [InlineData("v=DKIM1; k=rsa; p=AAAA", "v=DKIM1; k=rsa; p=AAAa", false)]
    public void Spaces_and_a_last_semicolon_make_no_other_record(string expected, string found, bool same) =>
        Assert.Equal(same, DomainRecords.SameRecord(expected, found));
}
