using OrleansMail.Ledger;

namespace OrleansMail.Outcomes;

public sealed class SoftBouncesTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly OutcomeOf Outcomes = new(BounceRules.BuiltIn());

    [Fact]
    public void Three_days_are_needed_whatever_their_order()
    {
        Assert.Null(SoftBounces.Evidence([Full(0), Full(1)], Outcomes));
        Assert.Equal(
            "refused on 3 days since 2026-03-01, at last: 552 5.2.2 Mailbox full",
            SoftBounces.Evidence([Full(9), Full(0), Full(1)], Outcomes));
    }

    [Fact]
    public void Any_number_on_one_day_is_one()
    {
        Assert.Null(SoftBounces.Evidence(
            [Full(0), Full(1), Full(1) with { EndedAt = Day.AddDays(1).AddHours(3) }, Full(1), Full(1)], Outcomes));
    }

    [Fact]
    public void A_mail_that_was_taken_begins_anew()
    {
        var taken = Full(2) with { Kind = OutcomeKind.Delivered, Code = 250, Enhanced = "2.0.0", Text = "Ok" };

        Assert.Null(SoftBounces.Evidence([Full(0), Full(1), taken, Full(3), Full(4)], Outcomes));
        Assert.NotNull(SoftBounces.Evidence([Full(0), Full(1), taken, Full(3), Full(4), Full(5)], Outcomes));
    }

    [Theory]
    [InlineData(451, "4.7.1", "Greylisted, try again later")]
    [InlineData(550, "5.7.26", "This mail is unauthenticated")]
    [InlineData(554, "5.7.1", "Spam message rejected")]
    [InlineData(421, "4.7.0", "Too many connections from your IP")]
    [InlineData(0, null, "no answer in time")]
    public void What_is_not_about_the_recipient_never_counts(int code, string? enhanced, string text)
    {
        var entries = Enumerable.Range(0, 10).Select(day => Entry(Day.AddDays(day), code, enhanced, text));

        Assert.Null(SoftBounces.Evidence(entries, Outcomes));
    }

    [Fact]
    public void A_domain_that_is_missing_for_three_days_counts_though_nobody_replied()
    {
        var gone = Enumerable.Range(0, 3).Select(day =>
            Entry(Day.AddDays(day), 0, "5.1.2", "no such domain") with { Kind = OutcomeKind.Bounced, Final = true });

        Assert.NotNull(SoftBounces.Evidence(gone, Outcomes));
    }

    internal static OutcomeEntry Entry(DateTimeOffset at, int code, string? enhanced, string text) => new(
        1, 0, 1, code >= 500 ? OutcomeKind.Bounced : OutcomeKind.Deferred, code >= 500, DeliveryStage.Rcpt, code, enhanced,
        text, "192.0.2.1", "mx.example.test", null, at, at, null);

    private static OutcomeEntry Full(int day) => Entry(Day.AddDays(day), 552, "5.2.2", "Mailbox full");
}
