using System.Globalization;
using System.Text.Json;
using OrleansMail.Campaigns;
using OrleansMail.Fakes;

namespace OrleansMail;

public sealed class CampaignCommandTests(FakeSilo silo)
{
    private static readonly CampaignStatus Running = new(
        "x", CampaignPhase.Sending, 10, 4, 1, 2, 1, 0, 0, 0, 2, "abc", "ann", ["bob"],
        new DateTimeOffset(2026, 1, 31, 21, 0, 0, TimeSpan.FromHours(9)), null, null, null, null, null);

    [Fact]
    public async Task Status_has_exactly_the_published_fields_and_times_in_UTC()
    {
        await SetAsync("status-1", Running with { Id = "status-1" });

        var ran = await Ran.AsyncOn(silo, "campaign", "status", "status-1", "--json");

        Assert.Equal(0, ran.Code);
        string[] fields =
        [
            "id", "state", "recipients", "pending", "delivered", "deferred", "bounced", "suppressed", "expired",
            "cancelled", "unknown", "contentHash", "submittedBy", "approvedBy", "startedAt", "finishedAt",
            "estimatedFinishAt", "reason", "heldUntil", "approvalsNeeded", "approvalReasons", "approvedUntil",
            "canaryUntil", "forgottenAt", "deputies", "keyRemains", "sendAt",
        ];
        Assert.Equal(fields, ran.Json.EnumerateObject().Select(field => field.Name));
        Assert.Equal("Sending", ran.Json.GetProperty("state").GetString());
        Assert.Equal("2026-01-31T12:00:00.000Z", ran.Json.GetProperty("startedAt").GetString());
    }

    [Fact]
    public async Task A_campaign_that_is_not_there_is_told_on_both_channels()
    {
        var ran = await Ran.AsyncOn(silo, "campaign", "status", "nobody-wrote-it", "--json");

        Assert.Equal(1, ran.Code);
        Assert.Equal("not-found", ran.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("campaign list", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_approval_of_a_paused_campaign_leads_to_its_resumption()
    {
        await Ran.AsyncOn(silo, "campaign", "pause", "regained-1");

        var ran = await Ran.AsyncOn(silo, "campaign", "approve", "regained-1", "--hash", "abc123");

        Assert.Contains("1 of 1 approvals: ben. Next: an operator, orleansmail campaign resume regained-1", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_prints_the_command_that_approves()
    {
        var ran = await Ran.AsyncOn(silo, "campaign", "submit", "submit-1");

        Assert.Equal(0, ran.Code);
        Assert.Contains("campaign approve submit-1 --hash abc123", ran.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc123", 0)]
    [InlineData("abc124", 1)]
    public async Task Approval_is_for_one_hash(string hash, int code)
    {
        var ran = await Ran.AsyncOn(silo, "campaign", "approve", "approve-1", "--hash", hash, "--json");

        Assert.Equal(code, ran.Code);
        Assert.Equal(code == 0, ran.Json.TryGetProperty("approvedBy", out _));
        Assert.Equal(code == 1, ran.Json.TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Pause_says_how_many_were_sent_and_how_many_stopped()
    {
        await SetAsync("pause-1", Running with { Id = "pause-1" });

        var ran = await Ran.AsyncOn(silo, "campaign", "pause", "pause-1");
        var json = await Ran.AsyncOn(silo, "campaign", "cancel", "pause-1", "--json");

        Assert.Contains("pause-1 is Paused: 3 sent, 6 stopped", ran.Out, StringComparison.Ordinal);
        Assert.Equal(3, json.Json.GetProperty("sent").GetInt64());
        Assert.Equal(8, json.Json.GetProperty("stopped").GetInt64());
        Assert.Equal("Cancelled", json.Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Check_shows_a_blocking_finding_as_plain_text_and_fails()
    {
        var ran = await Ran.AsyncOn(silo, "campaign", "check", "blocked-1");

        Assert.Equal(1, ran.Code);
        Assert.Contains("[red]no value [2J for name", ran.Out, StringComparison.Ordinal);
        Assert.Contains("3 of them are on the suppression list now", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', ran.Out);
    }

    [Theory]
    [InlineData("free-1", 0, 0)]
    [InlineData("blocked-2", 1, 1)]
    public async Task Check_answers_the_whole_report_as_JSON(string id, int code, int findings)
    {
        var ran = await Ran.AsyncOn(silo, "campaign", "check", id, "--json");

        Assert.Equal(code, ran.Code);
        Assert.Equal(code == 1, ran.Json.GetProperty("blocks").GetBoolean());
        Assert.Equal(3, ran.Json.GetProperty("suppressed").GetInt64());
        Assert.Equal(findings, ran.Json.GetProperty("findings").GetArrayLength());
        Assert.All(
            ran.Json.GetProperty("findings").EnumerateArray(),
            finding => Assert.StartsWith(
                "merge-fields/name/block/", finding.GetProperty("key").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Outcomes_are_one_line_for_every_recipient()
    {
        await SetAsync("outcomes-1", Running with { Id = "outcomes-1" });

        var ran = await Ran.AsyncOn(silo, "campaign", "outcomes", "outcomes-1", "--json");

        Assert.Equal(0, ran.Code);
        Assert.Equal(FakeReportGrain.Recipients, ran.Lines.Length);
        Assert.All(ran.Lines, (line, row) => Assert.StartsWith(
            string.Create(CultureInfo.InvariantCulture, $"{{\"recipient\":\"r{row}@example.com\","),
            line,
            StringComparison.Ordinal));
        var first = JsonDocument.Parse(ran.Lines[0]).RootElement;
        string[] fields =
        [
            "recipient", "outcome", "stage", "code", "enhancedCode", "text", "attempts", "at", "egressIp", "mxHost",
            "tls", "forgotten",
        ];
        Assert.Equal(fields, first.EnumerateObject().Select(field => field.Name));
        Assert.Contains("\"受信 <ok>\"", ran.Lines[0], StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"Pending\"", ran.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outcomes_of_a_forgotten_campaign_say_that_it_was_forgotten()
    {
        await SetAsync("gone-1", Running with { Id = "gone-1", ForgottenAt = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero) });

        var ran = await Ran.AsyncOn(silo, "campaign", "outcomes", "gone-1");

        Assert.Contains("gone-1 was forgotten on 2026-01-31 12:00:00Z", ran.Errors, StringComparison.Ordinal);
        Assert.Equal(FakeReportGrain.Recipients, ran.Lines.Length);
    }

    [Fact]
    public async Task Watch_ends_with_the_campaign()
    {
        await SetAsync("watch-1", Running with { Id = "watch-1", State = CampaignPhase.Completed });
        await SetAsync("watch-2", Running with { Id = "watch-2", State = CampaignPhase.Failed, Reason = "no egress" });

        var completed = await Ran.AsyncOn(silo, "campaign", "watch", "watch-1", "--json");
        var failed = await Ran.AsyncOn(silo, "campaign", "watch", "watch-2", "--json");

        Assert.Equal(0, completed.Code);
        Assert.Equal("Completed", completed.Json.GetProperty("state").GetString());
        Assert.Equal(1, failed.Code);
        Assert.Contains("no egress", failed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_leaves_out_what_was_never_written()
    {
        await SetAsync("listed-1", Running with { Id = "listed-1" });

        var ran = await Ran.AsyncOn(silo, "campaign", "list", "--json");

        Assert.Equal("listed-1", Assert.Single(ran.Json.EnumerateArray()).GetProperty("id").GetString());
    }

    private Task SetAsync(string id, CampaignStatus status) =>
        silo.Grains.GetGrain<IFakeCampaignGrain>(id).SetAsync(status);
}
