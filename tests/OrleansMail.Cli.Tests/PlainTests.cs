using CsCheck;
using OrleansMail.Terminal;

namespace OrleansMail;

public sealed class PlainTests
{
    [Theory]
    [InlineData("\u001b[2Jgone", " [2Jgone")]
    [InlineData("a\r\nb", "a  b")]
    [InlineData("abc\u202Egpj.exe", "abcgpj.exe")]
    [InlineData("\u009b31m", " 31m")]
    [InlineData("花子 😀", "花子 😀")]
    [InlineData(null, "")]
    public void What_could_steer_a_terminal_is_taken_out(string? text, string clean) =>
        Assert.Equal(clean, Plain.Clean(text));

    [Fact]
    public void No_text_leaves_a_control_character() =>
        Gen.String.Sample(text => !Plain.Clean(text).Any(char.IsControl));
}
