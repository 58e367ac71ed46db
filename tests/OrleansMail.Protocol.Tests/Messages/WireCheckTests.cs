using System.Text;

namespace OrleansMail.Messages;

/// <summary>The last look finds every defect that a server or a smuggler could make something of.</summary>
public sealed class WireCheckTests
{
    public static TheoryData<string, string?> Messages => new()
    {
        { "A: b\r\n\r\nbody\r\n", null },
        { "A: b\r\n c\r\n\td\r\n\r\n", null },
        { "A: b\r\n\r\n" + new string('x', 998) + "\r\n", null },
        { "A: b\r\n\r\n" + new string('x', 999) + "\r\n", "longer" },
        { "A: b\r\n\r\na\n.\r\n", "bare LF" },
        { "A: b\r\n\r\na\r.\r\n", "bare CR" },
        { "A: b\r\n\r\na\r\r\n", "bare CR" },
        { "A: b\r\n\r\n\0.\r\n", "NUL" },
        { "A: b\r\n\r\n\u00e9\r\n", "8-bit" },
        { "A: \u00e9\r\n\r\n", "8-bit" },
        { "A: b\r\n\r\nno end", "no CRLF" },
        { "A: b\r\nno colon\r\n\r\n", "neither" },
        { "A b: c\r\n\r\n", "neither" },
        { ": c\r\n\r\n", "neither" },
        { " A: b\r\n\r\n", "continuation of nothing" },
        { "A: b\r\n \r\n\r\n", "blank header line" },
        { "A: b\r\n", "no end" },
        { "\r\nbody\r\n", "no header" },
        { "", "no end" },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void Each_defect_is_found(string message, string? defect)
    {
        var found = WireCheck.Find(Encoding.Latin1.GetBytes(message));

        Assert.Equal(defect is null, found is null);
        Assert.Contains(defect ?? string.Empty, found ?? string.Empty, StringComparison.Ordinal);
    }
}
