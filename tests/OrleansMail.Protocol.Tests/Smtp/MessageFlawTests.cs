using System.Text;

namespace OrleansMail.Smtp;

public sealed class MessageFlawTests
{
    /// <summary>message → the enhanced code of our refusal, empty for a clean one.</summary>
    public static TheoryData<string, string> Messages => new()
    {
        { "", "" },
        { "a", "" },
        { "a\r\n\r\n.\r\nb\r\n", "" },
        { new string('x', 998) + "\r\n", "" },
        { new string('x', 999) + "\r\n", "5.6.0" },
        { new string('x', 999), "5.6.0" },
        { "a\nb", "5.6.0" },
        { "a\rb", "5.6.0" },
        { "a\r", "5.6.0" },
        { "a\0b\r\n", "5.6.0" },
        { "\n.\n", "5.6.0" }, // the ways to smuggle a second message behind the first
        { "\n.\r\n", "5.6.0" },
        { "\r.\r\n", "5.6.0" },
        { "\r.\r", "5.6.0" },
        { "\r\n.\r", "5.6.0" },
        { "\r\n.\n", "5.6.0" },
        { "\r\n\0.\r\n", "5.6.0" },
        { "\r\r\n", "5.6.0" },
        { "é\r\n", "5.6.3" },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void Only_clean_lines_go_out(string message, string code) =>
        Assert.Equal(code, MessageFlaw.Of(Encoding.UTF8.GetBytes(message))?.Enhanced?.ToString() ?? "");
}
