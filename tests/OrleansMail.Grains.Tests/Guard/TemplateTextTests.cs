using CsCheck;
using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class TemplateTextTests
{
    private const string Before = "This sentence is the same for all of the many people who read it, and long. ";
    private const string After = " And so is this one, which is the last, and it is long enough to be left out too.";

    [Fact]
    public void The_first_mail_is_read_whole_and_later_ones_around_their_values()
    {
        var text = new TemplateText($"{Before}{Before}{{{{ name }}}}{After}{After}");

        Assert.True(text.Read($"{Before}{Before}Ann{After}{After}"));
        Assert.Equal((0, (2 * Before.Length) + 3 + (2 * After.Length)), Assert.Single(text.Pieces));

        var second = $"{Before}{Before}Ben{After}{After}";
        Assert.False(text.Read(second));
        var (from, to) = Assert.Single(text.Pieces);
        Assert.InRange(from, Before.Length, 2 * Before.Length);
        Assert.InRange(to, (2 * Before.Length) + 3, second.Length - After.Length);
    }

    [Fact]
    public void A_branch_that_was_not_taken_before_is_read_when_it_is()
    {
        var text = new TemplateText($"{Before}{{% if vip %}}A sentence for a few people only.{{% endif %}}{After}");

        Assert.True(text.Read($"{Before}{After}"));
        Assert.False(text.Read($"{Before}{After}"));
        Assert.True(text.Read($"{Before}A sentence for a few people only.{After}"));
        Assert.False(text.Read($"{Before}A sentence for a few people only.{After}"));
    }

    [Fact]
    public void A_text_of_another_template_is_read_whole_every_time()
    {
        var text = new TemplateText($"{Before}{{{{ name }}}}");
        text.Read("something else");
        text.Read("something else");

        Assert.Equal((0, 14), Assert.Single(text.Pieces));
    }

    [Fact]
    public void Whatever_the_values_are_they_are_read()
    {
        Gen.Select(Gen.String, Gen.String, Gen.Bool).Sample((first, second, swapped) =>
        {
            var text = new TemplateText($"{Before}{{{{ a }}}}{After}{{{{ b }}}}{Before}");
            text.Read($"{Before}{After}{Before}");
            var (a, b) = swapped ? ($"{After}{first}", second) : (first, $"{second}{Before}");
            var mail = $"{Before}{a}{After}{b}{Before}";
            text.Read(mail);

            // Every value is in the pieces, or is a fixed text that was read before.
            var read = string.Concat(text.Pieces.Select(piece => mail[piece.From..piece.To]));
            return read.Contains(first, StringComparison.Ordinal) && read.Contains(second, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_defect_of_the_template_counts_once_and_one_of_a_value_for_every_row()
    {
        var campaign = Campaign with { Text = $"{Before}lorem ipsum{Before}{Before}{{{{ name }}}}{After}" };
        var rows = Enumerable.Range(0, 10).Select(row => Recipient($"u{row}@mail-of-someone.net", "Ann") with
        {
            Text = $"{Before}lorem ipsum{Before}{Before}{(row > 4 ? "http://localhost" : "Ann")}{After}",
        });

        var findings = Run(new TestLeftoversRule(), campaign, rows);

        Assert.Equal([(2, 1), (7, 5)], findings.Select(finding => ((int)finding.Row!, (int)finding.Count)));
    }
}
