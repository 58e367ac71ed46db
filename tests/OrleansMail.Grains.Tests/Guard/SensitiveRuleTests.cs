using System.Globalization;
using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class SensitiveRuleTests
{
    private static readonly SensitiveRule Rule = new();

    // The example number of the Japanese tax agency's check, and test numbers of card networks.
    [Theory]
    [InlineData("123456789018", true)]
    [InlineData("123456789010", false)]
    [InlineData("12345678901", false)]
    public void The_check_digit_of_a_My_Number_is_known(string digits, bool valid)
    {
        Assert.Equal(valid, NumberChecks.IsMyNumber(digits));
    }

    [Theory]
    [InlineData("4111111111111111", true)]
    [InlineData("5555555555554444", true)]
    [InlineData("3530111333300000", true)]
    [InlineData("378282246310005", true)]
    [InlineData("4111111111111112", false)]
    [InlineData("9111111111111111", false)]
    public void The_check_digit_of_a_card_is_known(string digits, bool valid)
    {
        Assert.Equal(valid, NumberChecks.IsCard(digits));
    }

    [Theory]
    [InlineData("マイナンバー: 1234 5678 9018", GuardLevel.Block)]
    [InlineData("個人番号は１２３４５６７８９０１８です", GuardLevel.Block)]
    [InlineData("注文番号 123456789018", null)]
    [InlineData("4111 1111 1111 1111", GuardLevel.Block)]
    [InlineData("カード番号 4111111111111111", GuardLevel.Block)]
    [InlineData("追跡番号 4111111111111111", null)]
    [InlineData("カード番号 **** **** **** 1111", null)]
    [InlineData("https://shop.test/?card=4111111111111111", null)]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----", GuardLevel.Block)]
    [InlineData("key AKIAIOSFODNN7EXAMPLE", GuardLevel.Block)]
    [InlineData("初期パスワード：aB3kdk29", GuardLevel.Warn)]
    [InlineData("Your password is: hunter2", GuardLevel.Warn)]
    [InlineData("Choose a new password: https", null)]
    [InlineData("パスワードを再設定してください", null)]
    [InlineData("健康診断の結果をお送りします", GuardLevel.Warn)]
    [InlineData("システム障害のお詫び、無料の肌診断", null)]
    public void What_must_not_travel_is_found(string text, GuardLevel? level)
    {
        Assert.Equal(level, Run(Rule, Campaign, Row with { Text = text }).Worst());
        Assert.Equal(level, Run(Rule, Campaign, Row with { Html = $"<p>{text}</p>" }).Worst());
    }

    [Fact]
    public void A_column_of_My_Numbers_is_blocked_and_one_of_order_numbers_is_not()
    {
        var orders = Enumerable.Range(0, 100).Select(row => (987_654_321_000 + (row * 7)).ToString(CultureInfo.InvariantCulture));
        var mine = orders.Select(order => order[..11]).Select(order =>
            order + Enumerable.Range(0, 10).First(digit => NumberChecks.IsMyNumber($"{order}{digit}")));

        Assert.Null(Run(Rule, Campaign, orders.Select(order => Recipient("a@mail.test", "A", order))).Worst());
        Assert.Equal(
            GuardLevel.Block, Run(Rule, Campaign, mine.Select(number => Recipient("a@mail.test", "A", number))).Worst());
    }

    [Fact]
    public void A_content_that_shows_a_secret_column_is_warned_of()
    {
        var campaign = Campaign with { Columns = ["name", "password"], Text = "{{ password }}" };

        Assert.Equal(GuardLevel.Warn, Run(Rule, campaign, Recipient("a@mail.test", "A", "x")).Worst());
        Assert.Null(Run(Rule, campaign with { Text = "{{ name }}" }, Recipient("a@mail.test", "A", "x")).Worst());
    }
}
