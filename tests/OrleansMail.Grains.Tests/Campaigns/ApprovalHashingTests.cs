using OrleansMail.Recipients;

namespace OrleansMail.Campaigns;

public sealed class ApprovalHashingTests
{
    private static readonly CampaignSettings Settings = new(
        "News <news@sender.test>", InDoubt.Hold, false, TimeSpan.Zero, TimeSpan.FromHours(72), null, null, null);

    private static readonly AudienceFacts Audience = new(1, "c", ["name", "code"], 10, 1, new byte[32], false, 0, 0);

    private static readonly byte[] Content = "Subject: a\r\n\r\nb"u8.ToArray();

    public static TheoryData<string> SettingChanges => [.. Changed().Keys];

    [Fact]
    public void The_same_parts_give_the_same_hash() => Assert.Equal(
        Of(Settings, Content, Audience),
        Of(Settings with { }, [.. Content], Audience with { Columns = ["name", "code"] }));

    [Theory]
    [MemberData(nameof(SettingChanges))]
    public void A_changed_setting_changes_the_hash_and_is_named(string change) =>
        AssertNamed("settings", Of(Changed()[change], Content, Audience));

    [Fact]
    public void Without_a_time_to_send_the_hash_is_that_of_releases_that_knew_none() => Assert.Equal(
        "e509a10076d7904739a821e713ba016a59a3e0827a4229d24f40628e826bd854", Of(Settings, Content, Audience).Settings);

    [Fact]
    public void Another_minute_is_another_hash_and_another_offset_is_not()
    {
        var nine = new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.FromHours(9));
        var approved = Of(Settings with { SendAt = nine }, Content, Audience);

        Assert.Equal(approved, Of(Settings with { SendAt = nine.ToUniversalTime() }, Content, Audience));
        Assert.Equal("settings", approved.DifferenceTo(Of(Settings with { SendAt = nine.AddMinutes(1) }, Content, Audience)));
    }

    [Fact]
    public void A_changed_octet_of_content_is_named()
    {
        var other = Content.ToArray();
        other[^1] ^= 1;

        AssertNamed("content", Of(Settings, other, Audience));
    }

    [Fact]
    public void A_changed_row_or_column_is_named()
    {
        var root = new byte[32];
        root[31] = 1;

        AssertNamed("audience", Of(Settings, Content, Audience with { Root = root }));
        AssertNamed("audience", Of(Settings, Content, Audience with { Columns = ["name", "cod"] }));
        AssertNamed("audience", Of(Settings, Content, Audience with { Columns = ["namecode"] }));
    }

    [Fact]
    public void Another_agreement_is_named() =>
        AssertNamed("agreement", Of(Settings, Content, Audience, "agreed otherwise"));

    [Fact]
    public void Rows_appended_to_a_stream_do_not_void_its_approval()
    {
        var stream = Audience with { IsStream = true };

        Assert.Equal(
            Of(Settings, Content, stream),
            Of(Settings, Content, stream with { Rows = 99, Root = [.. Enumerable.Repeat((byte)7, 32)] }));
    }

    private static Dictionary<string, CampaignSettings> Changed() => new(StringComparer.Ordinal)
    {
        ["from"] = Settings with { From = "News <news@sender.tesu>" },
        ["class"] = Settings with { Class = Guard.MailClass.Notice },
        ["in doubt"] = Settings with { InDoubt = InDoubt.Resend },
        ["stream"] = Settings with { IsStream = true },
        ["hold"] = Settings with { HoldFor = TimeSpan.FromTicks(1) },
        ["time to live"] = Settings with { TimeToLive = TimeSpan.FromHours(71) },
        ["unsubscribe url"] = Settings with { UnsubscribeUrl = "https://u.test/{token}" },
        ["unsubscribe address"] = Settings with { UnsubscribeMailto = "u@sender.test" },
        ["return path"] = Settings with { ReturnPath = "u@sender.test" },
        ["first recipients"] = Settings with { CanaryFirst = 50 },
        ["pause after them"] = Settings with { CanaryPause = TimeSpan.FromMinutes(9) },
        ["time to send"] = Settings with { SendAt = DateTimeOffset.UnixEpoch },
    };

    private static ApprovalHash Of(
        CampaignSettings settings, byte[] content, AudienceFacts audience, string agreement = "agreed") =>
        ApprovalHashing.Of(settings, content, audience, agreement);

    private static void AssertNamed(string part, ApprovalHash other)
    {
        var approved = Of(Settings, Content, Audience);
        Assert.NotEqual(approved.Whole, other.Whole);
        Assert.Equal(part, approved.DifferenceTo(other));
    }
}
