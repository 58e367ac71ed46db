using Microsoft.Extensions.Options;
using OrleansMail.Guard;

namespace OrleansMail.Campaigns;

public sealed class StartHoursTests
{
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    private static readonly CampaignSettings Advertising = new(
        "News <news@sender.test>", InDoubt.Hold, false, TimeSpan.FromSeconds(10), TimeSpan.FromHours(72), null, null, null,
        MailClass.Marketing);

    private static readonly StartHours Hours = new(Options.Create(new GuardOptions { Holidays = [new DateOnly(2027, 1, 1)] }));

    [Theory]
    [InlineData(7, true)]
    [InlineData(8, false)]
    [InlineData(20, false)]
    [InlineData(21, true)]
    public void Advertising_begins_by_day_in_the_recipients_time(int hour, bool isRefused) =>
        Assert.Equal(isRefused ? "send-time" : null, Fault(Advertising, At(hour))?.Code);

    [Fact]
    public void The_refusal_says_when_it_would_leave_and_what_to_do()
    {
        var message = Fault(Advertising, At(22))!.Message;

        Assert.Contains("2026-11-26 22:00 +09:00", message, StringComparison.Ordinal);
        Assert.Contains("between 8:00 and 21:00", message, StringComparison.Ordinal);
        Assert.Contains("--send-at", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailClass.Notice)]
    [InlineData(MailClass.Transactional)]
    [InlineData(MailClass.Unstated)]
    public void Other_mail_begins_at_night(MailClass mailClass) =>
        Assert.Null(Fault(Advertising with { Class = mailClass }, At(3)));

    [Fact]
    public void A_stream_begins_with_nothing() => Assert.Null(Fault(Advertising with { IsStream = true }, At(3)));

    [Fact]
    public void Who_accepted_the_night_has_not_accepted_the_holiday()
    {
        var night = At(22).AddDays(36);
        GuardFinding[] found = [.. SendTimeRule.Warnings(MailClass.Marketing, night, new GuardOptions { Holidays = [new DateOnly(2027, 1, 1)] })];
        var accepted = Array.ConvertAll(found, one => new AcceptedWarning(one.Key, "It has to be.", "ann", DateTimeOffset.UnixEpoch));

        Assert.Equal(2, found.Length);
        Assert.Null(Fault(Advertising, night, accepted));
        Assert.Contains("on a holiday", Fault(Advertising, night, accepted[..1])!.Message, StringComparison.Ordinal);
    }

    /// <summary>Author and approver accept what the guard's report has; the start must know it by the same key.</summary>
    [Fact]
    public void What_the_guard_found_at_the_time_to_send_is_accepted_by_its_key()
    {
        var campaign = GuardBench.Campaign with { Class = MailClass.Marketing, SendAt = At(22) };
        var warning = Assert.Single(GuardBench.Run(new SendTimeRule(), campaign, GuardBench.Row));
        var accepted = new AcceptedWarning(warning.Key, "It has to be.", "ann", DateTimeOffset.UnixEpoch);

        Assert.Null(Fault(Advertising, At(22), accepted));
    }

    [Theory]
    [InlineData(null, 10)]
    [InlineData(-60, 10)]
    [InlineData(9, 10)]
    [InlineData(3600, 3600)]
    public void The_first_mail_leaves_after_the_undo_window_and_not_before_its_time(int? sendAt, int first) => Assert.Equal(
        At(12).AddSeconds(first),
        FirstMail.At(Advertising with { SendAt = sendAt is { } seconds ? At(12).AddSeconds(seconds) : null }, At(12)));

    private static Refusal? Fault(CampaignSettings settings, DateTimeOffset at, params AcceptedWarning[] accepted) =>
        Hours.Fault("spring", settings, accepted, at);

    private static DateTimeOffset At(int hour) => new DateTimeOffset(2026, 11, 26, hour, 0, 0, Japan).ToUniversalTime();
}
