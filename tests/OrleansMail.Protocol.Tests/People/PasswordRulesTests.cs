using System.Security.Cryptography;
using System.Text;

namespace OrleansMail.People;

public sealed class PasswordRulesTests
{
    private static readonly PasswordContext Alone = new(["alice.liddell", "wonderland.example", "ティーパーティー"], false);
    private static readonly PasswordContext WithFactor = Alone with { HasSecondFactor = true };
    private static readonly PasswordRules Rules = new();

    [Theory]
    [InlineData("walnut ferry cobalt tin")]
    [InlineData("correct ferry cobalt")]
    [InlineData("               x   y  z a b c")]
    [InlineData("むらさきの傘が三本ならんでいる")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa b q t x j")]
    [InlineData("wonderland has four clocks")]
    public void A_long_one_that_nobody_expects_is_good_without_rules_about_characters(string password) =>
        Assert.Equal(PasswordFlaw.None, Rules.Check(password, Alone));

    [Theory]
    [InlineData("14 characters!", "15 characters!!", false)]
    [InlineData("seven77", "eight 88", true)]
    public void Fifteen_alone_and_eight_beside_a_factor(string tooShort, string enough, bool hasFactor)
    {
        var context = Alone with { HasSecondFactor = hasFactor };

        Assert.Equal(PasswordFlaw.TooShort, Rules.Check(tooShort, context));
        Assert.Equal(PasswordFlaw.None, Rules.Check(enough, context));
    }

    [Fact]
    public void Length_counts_code_points_and_not_what_encodes_them() =>
        Assert.Equal(PasswordFlaw.TooShort, Rules.Check("🦊🐻🐼🐨🐯🦁🐮", WithFactor));

    [Fact]
    public void Nothing_is_cut_off() => Assert.Equal(PasswordFlaw.TooLong, Rules.Check(new string('x', 129), Alone));

    [Theory]
    [InlineData("password")]
    [InlineData("PassWord1234")]
    [InlineData("!!iloveyou!!")]
    [InlineData("ｐａｓｓｗｏｒｄ１")]
    [InlineData("sunshine2024")]
    [InlineData("11223344")]
    public void What_everybody_chooses_is_refused(string password) =>
        Assert.Equal(PasswordFlaw.Common, Rules.Check(password, WithFactor));

    [Fact]
    public void The_list_has_more_than_three_thousand_that_are_long_enough_to_matter() =>
        Assert.True(CommonPasswords.Count > 3_000);

    [Theory]
    [InlineData("alice.liddell1")]
    [InlineData("Liddell-Alice!")]
    [InlineData("wonderland99")]
    [InlineData("OrleansMail!1")]
    [InlineData("ティーパーティー123")]
    public void Little_more_than_a_name_is_refused(string password) =>
        Assert.Equal(PasswordFlaw.Context, Rules.Check(password, WithFactor));

    [Theory]
    [InlineData("qwertyuiop[")]
    [InlineData("1qaz2wsx3edc4r")]
    [InlineData("poiuytrewq")]
    [InlineData("asdfghjk;lkj")]
    public void A_run_along_the_keyboard_is_refused(string password) =>
        Assert.Contains(Rules.Check(password, WithFactor), new[] { PasswordFlaw.Keyboard, PasswordFlaw.Common });

    [Fact]
    public void The_answer_to_a_run_is_the_keyboard() =>
        Assert.Equal(PasswordFlaw.Keyboard, Rules.Check("zxcvfrewq1", WithFactor));

    [Theory]
    [InlineData("abcdefghijklmnopqr")]
    [InlineData("9876543210fedcba")]
    [InlineData("mnopqrstuvwxyz89")]
    public void Counting_is_refused(string password) =>
        Assert.Equal(PasswordFlaw.Sequence, Rules.Check(password, Alone));

    [Theory]
    [InlineData("xyxyxyxyxyxyxyxyxy")]
    [InlineData("kumquatkumquatkumquat")]
    [InlineData("                    ")]
    [InlineData("ababbabaabababbaab")]
    public void Repeats_are_refused(string password) =>
        Assert.Equal(PasswordFlaw.Repeats, Rules.Check(password, Alone));

    [Fact]
    public void A_breached_one_is_found_in_the_operators_file_and_only_such_a_one()
    {
        var file = Path.GetTempFileName();
        try
        {
            var known = Enumerable.Range(0, 500).Select(number => $"breached {number} words").ToArray();
#pragma warning disable CA5350 // The lists are of SHA-1.
            var lines = known.Select(one => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(one))))
#pragma warning restore CA5350
                .Order(StringComparer.Ordinal)
                .Select((hash, at) => $"{hash}:{Math.Pow(7, at % 9):0}");
            File.WriteAllLines(file, lines);
            Assert.True(BreachedPasswords.TryOpen(file, out _));
            var rules = new PasswordRules(new BreachedPasswords(file));

            Assert.All(known, one => Assert.Equal(PasswordFlaw.Breached, rules.Check(one, Alone)));
            Assert.All(known, one => Assert.Equal(PasswordFlaw.None, rules.Check($"{one} more", Alone)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_of_something_else_is_told_at_the_start()
    {
        Assert.False(BreachedPasswords.TryOpen(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()), out _));
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "password\n");
        Assert.False(BreachedPasswords.TryOpen(file, out var reason));
        File.Delete(file);
        Assert.Contains("SHA-1", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_flaw_says_what_to_do() => Assert.All(
        Enum.GetValues<PasswordFlaw>(), flaw => Assert.Matches("password", PasswordRules.Explain(flaw, Alone)));
}
