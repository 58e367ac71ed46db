using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class ForeignValuesRuleTests
{
    private static readonly GuardCampaign Coded = Campaign with { Text = "call 0120-123-456 or help@shop.test" };

    [Theory]
    [InlineData("you are b@mail.test", true)]
    [InlineData("you are <B@Mail.Test>.", true)]
    [InlineData("https://shop.test/?e=b%40mail.test&x=1", true)]
    [InlineData("number AB-100002", true)]
    [InlineData("number ab100002.", true)]
    [InlineData("番号はＡＢ１００００２です", true)]
    [InlineData("https://shop.test/x-AB100002-y", true)]
    [InlineData("you are a@mail.test, number AB100001", false)]
    [InlineData("https://shop.test/?e=a%40mail.test&c=AB-100001", false)]
    [InlineData("call 0120-123-456 or help@shop.test", false)]
    [InlineData("number AB1000020", false)]
    [InlineData("number XAB100002", false)]
    [InlineData("someone.b@mail.test", false)]
    [InlineData("b@mail.test.example", false)]
    [InlineData("100% @ 2026-11-24 %", false)]
    [InlineData("", false)]
    public void The_value_of_another_row_is_blocked_wherever_it_stands(string text, bool blocked)
    {
        var rule = new ForeignValuesRule();
        GuardLevel? level = blocked ? GuardLevel.Block : null;
        var other = Recipient("b@mail.test", "Bob", "AB-100002");
        var own = Recipient("a@mail.test", "Ann", "AB-100001");

        Assert.Equal(level, Run(rule, Coded, own with { Text = text }, other).Worst());
        Assert.Equal(level, Run(rule, Coded, other, own with { Html = $"<b>{text}</b>" }).Worst());
        Assert.Equal(level, Run(rule, Coded, other, own with { Subject = text }).Worst());
        Assert.Equal(level, Run(rule, Coded, other, own with { Headers = [text] }).Worst());
    }

    [Fact]
    public void What_the_template_says_itself_is_no_leak_though_a_row_has_it_too()
    {
        var help = Recipient("help@shop.test", "Help", "0120123456");
        var other = Recipient("a@mail.test", "Ann", "AB100001") with { Text = "call 0120-123-456 or help@shop.test" };

        Assert.Empty(Run(new ForeignValuesRule(), Coded, help, other));
    }

    [Fact]
    public void A_value_that_several_rows_share_points_at_nobody()
    {
        var rows = Enumerable.Range(0, 100).Select(
            row => Recipient($"u{row}@mail.test", "Ann", row < 2 ? "AB999999" : $"AB{100_000 + row}"));

        Assert.Empty(Run(new ForeignValuesRule(), Campaign, rows.Append(Recipient("z@mail.test", "Z", "AB888888") with
        {
            Text = "AB999999",
        })));
    }

    [Fact]
    public void A_column_of_amounts_or_dates_or_few_values_points_at_nobody()
    {
        var rows = Enumerable.Range(0, 100).Select(row =>
            Recipient($"u{row}@mail.test", $"{row},000,000", $"2026/01/{row:00}") with
            {
                Text = "3,000,000 on 2026/01/07",
            });

        Assert.Empty(Run(new ForeignValuesRule(), Campaign, rows));
    }

    [Fact]
    public void A_column_that_repeats_the_address_does_not_hide_it()
    {
        var rows = Enumerable.Range(0, 10)
            .Select(row => Recipient($"u{row}@mail.test", "Ann", $"u{row}@mail.test")).ToArray();
        rows[5] = rows[5] with { Text = "u1@mail.test" };

        Assert.Equal(GuardLevel.Block, Run(new ForeignValuesRule(), Campaign, rows).Worst());
    }

    [Fact]
    public void An_index_holds_what_it_was_given_and_knows_what_came_twice()
    {
        var index = new IdentifierIndex();
        for (var number = 1UL; number <= 100_000; number++)
        {
            index.Add(number * 0x9E37_79B9_7F4A_7C15UL);
        }

        index.Add(0x9E37_79B9_7F4A_7C15UL);

        Assert.False(index.IsUnique(0x9E37_79B9_7F4A_7C15UL));
        for (var number = 2UL; number <= 100_000; number++)
        {
            Assert.True(index.IsUnique(number * 0x9E37_79B9_7F4A_7C15UL));
        }

        Assert.False(index.IsUnique(42));
    }
}
