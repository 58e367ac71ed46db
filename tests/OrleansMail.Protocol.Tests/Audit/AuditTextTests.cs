using System.Globalization;
using CsCheck;

namespace OrleansMail.Audit;

public sealed class AuditTextTests
{
    [Theory]
    [InlineData("plain 春 😀", "plain 春 😀")]
    [InlineData("a\r\nb\tc\0d\u001be", @"a\u000d\u000ab\u0009c\u0000d\u001be")]
    [InlineData("\u202eevil\u2028\u0085\u200b", @"\u202eevil\u2028\u0085\u200b")]
    [InlineData(@"a\u000ab", @"a\\u000ab")]
    public void What_could_forge_a_line_is_encoded_and_nothing_else(string text, string encoded) =>
        Assert.Equal(encoded, AuditText.Encode(text, 1_000));

    [Fact]
    public void Half_of_a_pair_is_encoded() =>
        Assert.Equal(@"a\ud800b\udc00", AuditText.Encode("a\ud800b\udc00", 1_000));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("abcd😀😀", 6, "abcd…")]
    public void Too_long_a_text_ends_in_an_ellipsis(string text, int longest, string cut) =>
        Assert.Equal(cut, AuditText.Encode(text, longest));

    [Fact]
    public void No_text_comes_out_with_a_control_character_or_too_long() =>
        Gen.Select(Gen.String, Gen.Int[1, 40]).Sample((text, longest) =>
        {
            var encoded = AuditText.Encode(text, longest);

            Assert.True(encoded.Length <= longest);
            Assert.DoesNotContain(encoded.EnumerateRunes(), rune => System.Text.Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator);
        });
}
