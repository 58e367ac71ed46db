using System.Text;

namespace OrleansMail.Smtp;

public sealed class CommandWriterTests
{
    [Theory]
    [InlineData("RCPT TO:<a\r\nDATA@example.com>")]
    [InlineData("RCPT TO:<a\r@example.com>")]
    [InlineData("RCPT TO:<a\n@example.com>")]
    [InlineData("RCPT TO:<a\0@example.com>")]
    [InlineData("RCPT TO:<é@example.com>")]
    public void A_line_that_is_not_one_plain_line_throws_without_its_text(string line)
    {
        var thrown = Assert.Throws<ArgumentException>(() => new CommandWriter().Line(line));

        Assert.DoesNotContain("example.com", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_has_510_octets_at_most()
    {
        var writer = new CommandWriter().Start().Line(new string('x', 510));

        Assert.Equal(512, writer.Written.Length);
        Assert.Throws<ArgumentException>(() => writer.Line(new string('x', 511)));
    }

    [Fact]
    public void Lines_are_gathered_and_start_empties()
    {
        var writer = new CommandWriter().Start().Line("RSET").Line("NOOP");

        Assert.Equal("RSET\r\nNOOP\r\n", Encoding.ASCII.GetString(writer.Written.Span));
        Assert.Equal(0, writer.Start().Written.Length);
    }
}
