using OrleansMail.Commands;

namespace OrleansMail;

public sealed class EmergencyCommandTests(FakeSilo silo)
{
    [Theory]
    [InlineData("everything", "*")]
    [InlineData("Example.COM", "example.com")]
    [InlineData("例え.jp", "xn--r8jz45g.jp")]
    [InlineData("spring", "campaign:spring")]
    [InlineData("Example.com/receipts", "campaign:example.com/receipts")]
    [InlineData("campaign:everything", "campaign:everything")]
    [InlineData("campaign:v1.2", "campaign:v1.2")]
    [InlineData("domain:Example.com", "example.com")]
    [InlineData("two words", null)]
    [InlineData("domain:not a domain", null)]
    public void A_target_is_read_as_it_is_meant(string text, string? key) => Assert.Equal(key, StopTargets.Parse(text));

    [Fact]
    public async Task A_stop_says_for_each_campaign_how_many_were_sent()
    {
        var ran = await Ran.AsyncOn(silo, "stop", "example.com", "--reason", "wrong list");

        Assert.Equal(0, ran.Code);
        Assert.Contains("The sending domain example.com is stopped: 300 sent, 1,700 stopped", ran.Out, StringComparison.Ordinal);
        Assert.Contains("spring is Paused: 300 sent, 1,700 stopped, 3 of the sent are Unknown", ran.Out, StringComparison.Ordinal);
        Assert.Contains("autumn did not answer", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_as_JSON_is_one_document()
    {
        var ran = await Ran.AsyncOn(silo, "stop", "everything", "--reason", "wrong list", "--json");

        Assert.Equal(0, ran.Code);
        string[] fields = ["target", "inForce", "by", "since", "reason", "sent", "stopped", "campaigns"];
        Assert.Equal(fields, ran.Json.EnumerateObject().Select(field => field.Name));
        Assert.Equal("*", ran.Json.GetProperty("target").GetString());
        Assert.Equal(300, ran.Json.GetProperty("campaigns")[0].GetProperty("sent").GetInt64());
    }

    [Fact]
    public async Task A_lifted_stop_says_that_campaigns_wait()
    {
        var ran = await Ran.AsyncOn(silo, "stop", "lift", "everything", "--reason", "mended");

        Assert.Equal(0, ran.Code);
        Assert.Contains("Everything is not stopped any more", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_are_listed_and_what_does_not_exist_is_refused()
    {
        var list = await Ran.AsyncOn(silo, "stop", "list");
        var unknown = await Ran.AsyncOn(silo, "stop", "unknown.test", "--reason", "x", "--json");

        Assert.Contains("The campaign spring is stopped since 2026-01-31", list.Out, StringComparison.Ordinal);
        Assert.Equal(1, unknown.Code);
        Assert.Equal("not-found", unknown.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("stop", "spring")]
    [InlineData("stop", "lift", "spring")]
    public async Task A_stop_names_its_target_and_its_reason(params string[] arguments) =>
        Assert.Equal(2, (await Ran.AsyncOn(silo, arguments)).Code);
}
