namespace OrleansMail.Campaigns;

public sealed class SettingsCheckTests
{
    private static readonly CampaignSettings Good = new(
        "News <news@sender.test>", InDoubt.Hold, false, TimeSpan.FromSeconds(10), TimeSpan.FromHours(72),
        "https://u.sender.test/{token}", "u@sender.test", "bounce@sender.test");

    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("spring-2026")]
    [InlineData("A.b_c-1")]
    public void A_good_draft_passes(string id) => Assert.Null(SettingsCheck.Find(id, Good, Now));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b/c")]
    [InlineData("ä")]
    [InlineData("/")]
    [InlineData("a/")]
    [InlineData("x/y")]
    [InlineData("..")]
    [InlineData("a\r\nb")]
    public void A_bad_id_is_named(string id) => Assert.Equal("id", SettingsCheck.Find(id, Good, Now)?.Field);

    [Fact]
    public void Each_bad_setting_is_named()
    {
        (string Field, CampaignSettings Settings)[] cases =
        [
            ("from", Good with { From = "nobody" }),
            ("from", Good with { From = "A\r\nBcc: x@y.test <news@sender.test>" }),
            ("hold", Good with { HoldFor = TimeSpan.FromSeconds(-1) }),
            ("hold", Good with { HoldFor = TimeSpan.FromDays(2) }),
            ("ttl", Good with { TimeToLive = TimeSpan.FromSeconds(59) }),
            ("ttl", Good with { TimeToLive = TimeSpan.FromDays(6) }),
            ("unsubscribe-url", Good with { UnsubscribeUrl = "http://u.sender.test/{token}" }),
            ("unsubscribe-url", Good with { UnsubscribeUrl = "https://u.sender.test/" }),
            ("unsubscribe-url", Good with { UnsubscribeUrl = "https://u.sender.test/{token}>\r\nX: y" }),
            ("unsubscribe-mailto", Good with { UnsubscribeMailto = "u" }),
            ("return-path", Good with { ReturnPath = "a b@sender.test" }),
            ("canary", Good with { CanaryFirst = -1 }),
            ("canary", Good with { CanaryFirst = 10_001 }),
            ("canary-pause", Good with { CanaryPause = TimeSpan.FromSeconds(-1) }),
            ("canary-pause", Good with { CanaryPause = TimeSpan.FromDays(2) }),
            ("id", Good with { IsStream = true }),
        ];

        Assert.All(cases, one => Assert.Equal(one.Field, SettingsCheck.Find("spring", one.Settings, Now)?.Field));
    }

    [Fact]
    public void A_stream_has_no_first_recipients() => Assert.Equal(
        "canary", SettingsCheck.Find("sender.test/receipts", Good with { IsStream = true, CanaryFirst = 1 }, Now)?.Field);

    [Fact]
    public void A_stream_carries_the_domain_of_its_author() =>
        Assert.Null(SettingsCheck.Find("sender.test/receipts", Good with { IsStream = true }, Now));

    [Theory]
    [InlineData(-1, false, null)]
    [InlineData(90, false, null)]
    [InlineData(91, false, "send-at")]
    [InlineData(1, true, "send-at")]
    public void A_campaign_may_wait_for_90_days_and_a_stream_for_nothing(int days, bool isStream, string? field) => Assert.Equal(
        field,
        SettingsCheck.Find(
            isStream ? "sender.test/receipts" : "spring", Good with { IsStream = isStream, SendAt = Now.AddDays(days) }, Now)?.Field);
}
