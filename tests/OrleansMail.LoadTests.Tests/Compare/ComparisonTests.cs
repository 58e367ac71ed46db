using System.Globalization;
using OrleansMail.Measures;

namespace OrleansMail.Compare;

public sealed class ComparisonTests
{
    [Fact]
    public void In_each_pair_the_other_one_is_first() =>
        Assert.Equal([true, false, false, true, true, false], Turns.OfBefore(3));

    [Theory]
    [InlineData("1.00 1.01 0.99", "Holds")]
    [InlineData("0.95 0.96 1.20", "Holds")]
    [InlineData("0.94 0.99 1.00", "Nothing")]
    [InlineData("0.94 0.90 0.80", "Broken")]
    [InlineData("0.94 0.90 0.95", "Nothing")]
    [InlineData("0.94 0.99 1.00 1.01 0.97", "Holds")]
    [InlineData("0.94 0.93 1.00 1.01 0.97", "Nothing")]
    [InlineData("0.70 0.70 0.70 1.20 0.70", "Broken")]
    [InlineData("1.00 1.00", "Nothing")]
    [InlineData("1.00", "Nothing")]
    public void Nearly_all_pairs_and_their_median_must_say_the_same(string ratios, string shown)
    {
        double[] now = [.. ratios.Split(' ').Select(ratio => 1_000 * double.Parse(ratio, CultureInfo.InvariantCulture))];

        var comparison = Comparison.Of([.. now.Select(_ => 1_000.0)], now, allowed: 0.05);

        Assert.Equal(shown, comparison.Verdict.ToString());
    }

    [Fact]
    public void Runs_that_are_no_pairs_are_not_compared() =>
        Assert.Throws<ArgumentException>(() => Comparison.Of([1, 2], [1], 0.05));

    [Theory]
    [InlineData(new[] { 1.0, 1.0, 1.0 }, "SHOWN")]
    [InlineData(new[] { 0.9, 0.9, 0.9 }, "NOT REACHED")]
    [InlineData(new[] { 0.9, 1.0, 1.0 }, "both sides")]
    [InlineData(new[] { 1.0 }, "fewer than 3 pairs")]
    public void The_sentence_says_what_is_shown_with_each_pair(double[] ratios, string words)
    {
        var sentence = CompareTable.Sentence("messages/s", new Comparison(ratios, 0.05));

        Assert.Contains(words, sentence, StringComparison.Ordinal);
        Assert.Contains($"messages/s: {Numbers.Text(ratios[0], 3)}", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ratio_of_a_row_is_that_of_its_medians()
    {
        Figure[][] before = [[new("rate", "/s", 100), new("memory", "MB", null)], [new("rate", "/s", 300), new("memory", "MB", null)]];
        Figure[][] after = [[new("rate", "/s", 100), new("memory", "MB", 5)], [new("rate", "/s", 100), new("memory", "MB", 5)]];

        var rows = ComparedRow.Of(before, after);

        Assert.Equal(0.5, rows[0].Ratio);
        Assert.Null(rows[1].Ratio);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        CompareTable.Print(
            output, rows, new Comparison([1], 0.05), new Comparison([1], 0.05), new Machine("cpu", 2, 4, "Linux", ".NET"));
        Assert.Contains("100 to 300", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("not measured", output.ToString(), StringComparison.Ordinal);
    }
}
