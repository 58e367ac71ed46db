namespace OrleansMail;

/// <summary><c>domain retention</c> and <c>deputy</c>.</summary>
public sealed class PolicyCommandTests(FakeSilo silo)
{
    [Fact]
    public async Task Retention_is_shown_and_what_is_not_given_stays()
    {
        var shown = await RetainAsync();
        var first = await RetainAsync("--other", "30");
        var second = await RetainAsync("--keep-until", "2030-01-01T00:00Z");
        var third = await RetainAsync("--no-keep");
        var refused = await RetainAsync("--marketing", "5");

        Assert.Equal((1096, 90), Days(shown));
        Assert.Equal((1096, 30), Days(first));
        Assert.Equal((1096, 30), Days(second));
        Assert.Equal("2030-01-01T00:00:00.000Z", second.Json.GetProperty("keepUntil").GetString());
        Assert.Null(third.Json.GetProperty("keepUntil").GetString());
        Assert.Equal((1, "marketing"), (refused.Code, refused.Json.GetProperty("error").GetProperty("field").GetString()));
        Assert.Contains("30 days", (await Ran.AsyncOn(silo, "domain", "retention", "keep.example.com")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deputy_is_named_listed_and_ended()
    {
        var named = await DeputyAsync("name", "dora", "--until", "2030-01-01T00:00Z");
        var listed = await Ran.AsyncOn(silo, "deputy", "list", "deputy.example.com", "--json");
        var refused = await DeputyAsync("name", "nobody", "--until", "2030-01-01T00:00Z");
        var ended = await DeputyAsync("end", "dora");

        Assert.Equal(named.Out, listed.Out);
        Assert.Equal(
            ("ben", "dora", "On holiday."),
            (listed.Json[0].GetProperty("approver").GetString(), listed.Json[0].GetProperty("deputy").GetString(),
                listed.Json[0].GetProperty("reason").GetString()));
        Assert.Equal((1, "deputy"), (refused.Code, refused.Json.GetProperty("error").GetProperty("field").GetString()));
        Assert.Equal(0, ended.Json.GetArrayLength());
    }

    private static (int Marketing, int Other) Days(Ran ran) => (
        ran.Json.GetProperty("marketingDays").GetInt32(), ran.Json.GetProperty("otherDays").GetInt32());

    private Task<Ran> RetainAsync(params string[] options) =>
        Ran.AsyncOn(silo, ["domain", "retention", "keep.example.com", .. options, "--json"]);

    private Task<Ran> DeputyAsync(string verb, string user, params string[] options) =>
        Ran.AsyncOn(silo, ["deputy", verb, "deputy.example.com", user, .. options, "--reason", "On holiday.", "--json"]);
}
