using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class ShiftedRowsRuleTests
{
    private static readonly ShiftedRowsRule Rule = new();

    [Theory]
    [InlineData(0, 1, 100, GuardLevel.Block)]
    [InlineData(0, -1, 100, GuardLevel.Block)]
    [InlineData(900, 1, 100, GuardLevel.Block)]
    [InlineData(500, 1, 60, GuardLevel.Block)]
    [InlineData(0, 1, 25, GuardLevel.Block)]
    [InlineData(1_000, 1, 100, null)]
    [InlineData(1_000, 1, 50, null)]
    [InlineData(1_000, 1, 10, null)]
    [InlineData(1_000, 1, 0, null)]
    public void Names_that_fit_the_neighbour_are_blocked(int from, int by, int share, GuardLevel? level)
    {
        var rows = Corpus.Named(1_000, share: share);

        Assert.Equal(level, Run(Rule, Corpus.Campaign, rows.Shift(from, by < 0 ? by + rows.Length : by)).Worst());
    }

    [Fact]
    public void A_list_of_names_sorted_alone_is_blocked()
    {
        var rows = Corpus.Named(500);
        var names = rows.Select(row => row.Values[0]).Order(StringComparer.Ordinal).ToArray();
        var apart = rows.Select((row, at) => row with { Values = [names[at], .. row.Values[1..]] });

        Assert.Equal(GuardLevel.Block, Run(Rule, Corpus.Campaign, apart.Select(Distinct)).Worst());
        Assert.Null(Run(Rule, Corpus.Campaign, rows.OrderBy(row => row.Values[0], StringComparer.Ordinal)).Worst());
    }

    [Fact]
    public void A_second_address_that_fits_the_neighbour_is_blocked()
    {
        var rows = Enumerable.Range(0, 100)
            .Select(row => Recipient($"u{row}@mail.test", $"u{row}@mail.test", "x")).ToArray();

        Assert.Null(Run(Rule, Campaign, rows).Worst());
        Assert.Equal(GuardLevel.Block, Run(Rule, Campaign, rows.Shift(from: 60)).Worst());
    }

    [Fact]
    public void Other_peoples_addresses_in_a_column_are_harmless()
    {
        var rows = Enumerable.Range(0, 100)
            .Select(row => Recipient($"u{row}@mail.test", $"boss{row / 5}@mail.test", "x"));

        Assert.Null(Run(Rule, Campaign, rows).Worst());
    }

    [Fact]
    public void Names_in_kana_are_compared_too()
    {
        (string Kana, string Latin)[] people =
            [("サトウ", "sato"), ("すずき", "suzuki"), ("タカハシ", "takahashi"), ("キョウコ", "kyoko"), ("ワタナベ", "watanabe")];
        var rows = Enumerable.Range(0, 60).Select(row => people[row % people.Length])
            .Select((person, row) => Recipient($"{person.Latin}{row}@mail.test", person.Kana, "x")).ToArray();

        Assert.Null(Run(Rule, Campaign, rows).Worst());
        Assert.Equal(GuardLevel.Block, Run(Rule, Campaign, rows.Shift(from: 0)).Worst());
    }

    [Theory]
    [InlineData("サトウ", "sato")]
    [InlineData("しゅんじ", "shunji")]
    [InlineData("リョウ", "ryo")]
    [InlineData("ユウキ", "yuki")]
    [InlineData("ん", "n")]
    public void Kana_is_written_as_in_addresses(string kana, string latin)
    {
        Assert.Equal(latin, Kana.ToLatin(kana));
    }

    // Few family names make the same name twice; a number of their own keeps them apart.
    private static GuardRow Distinct(GuardRow row, int at) =>
        row with { Values = [$"{row.Values[0]} {at}", .. row.Values[1..]] };
}
