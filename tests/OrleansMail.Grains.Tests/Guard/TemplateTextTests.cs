using System.Buffers;
using System.Text;
using CsCheck;
using OrleansMail.Messages;
using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class TemplateTextTests
{
    private static readonly string[] Sources =
    [
        "{{ a }}", "{{ b }}", " and ", "a short text, but not too short ", Before, After,
        string.Concat(Enumerable.Repeat("Many words that go on and on. ", 11)), new('-', 150), new('=', 330), new('#', 2_000),
    ];

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
    public void Parts_that_are_known_give_the_same_pieces_as_those_that_are_searched()
    {
        var sources = Gen.Int[0, Sources.Length - 1].Select(i => Sources[i]).Array[1, 9].Select(string.Concat);
        var value = Gen.Char["abc <>\"'"].Array[0, 200].Select(letters => "v" + new string(letters));
        var compared = 0;
        Gen.Select(sources, value, value).Sample(
            (source, a, b) =>
            {
                var (searched, known) = (new TemplateText(source), new TemplateText(source));
                searched.Read(Merged(source, "x", "y").ToString());
                known.Read(Merged(source, "x", "y").ToString());
                var mail = Merged(source, a, b);
                var around = new ArrayBufferWriter<char>();
                around.Write("what an earlier mail left");

                Assert.False(searched.Read(mail.ToString()));
                Assert.True(known.TryReadParts(mail, around));

                var whole = mail.ToString();
                Assert.Equal(
                    searched.Pieces.Select(piece => whole[piece.From..piece.To]),
                    known.Pieces.Select(piece => new string(around.WrittenSpan[piece.From..piece.To])));
                compared += known.Pieces.Count;
            },
            iter: 1000,
            threads: 1);
        Assert.True(compared > 500, $"{compared} pieces");
    }

    [Theory]
    [InlineData("{% if a %}A sentence that not everybody gets.{% endif %}")]
    [InlineData("{% assign c = a %}{{ c }} and a few words more")]
    public void Parts_in_which_texts_of_the_template_hide_are_searched(string source)
    {
        var text = new TemplateText($"{Before}{source}{After}");
        var mail = Merged($"{Before}{source}{After}", "x", "y");
        text.Read(mail.ToString());

        Assert.False(text.TryReadParts(mail, new ArrayBufferWriter<char>()));
    }

    [Fact]
    public void Parts_are_read_whole_until_all_of_the_template_was_met()
    {
        var source = $"{Before}{{{{ a }}}}{After}";

        Assert.False(new TemplateText(source).TryReadParts(Merged(source, "x", "y"), new ArrayBufferWriter<char>()));
    }

    private static MergedText Merged(string source, string a, string b)
    {
        var eml = $"From: a@b.example\r\nSubject: s\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{source}";
        var merged = ContentTemplate.Compile(Encoding.UTF8.GetBytes(eml)).Template!.Merge(["a", "b"], [a, b]);
        return merged.Content!.TextParts!;
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
