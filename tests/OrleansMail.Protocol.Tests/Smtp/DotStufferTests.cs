using System.Text;
using CsCheck;

namespace OrleansMail.Smtp;

public sealed class DotStufferTests
{
    /// <summary>message → octets on the wire. RFC 5321 §4.5.2.</summary>
    public static TheoryData<string, string> Bodies => new()
    {
        { "", ".\r\n" },
        { "a", "a\r\n.\r\n" },
        { "a\r\n", "a\r\n.\r\n" },
        { ".", "..\r\n.\r\n" },
        { "..", "...\r\n.\r\n" },
        { ".\r\n", "..\r\n.\r\n" },
        { "\r\n.\r\n", "\r\n..\r\n.\r\n" },
        { "\r\n", "\r\n.\r\n" },
        { "\r\n\r\n", "\r\n\r\n.\r\n" },
        { "a\r\n.\r\nb", "a\r\n..\r\nb\r\n.\r\n" },
        { "a\r\n.b\r\n..c\r\n", "a\r\n..b\r\n...c\r\n.\r\n" },
        { "a.\r\nb.c\r\n", "a.\r\nb.c\r\n.\r\n" },
        { ".\r\n.\r\n.\r\n", "..\r\n..\r\n..\r\n.\r\n" },
        { "a\r\n.", "a\r\n..\r\n.\r\n" },
        { "a\r\n\r\n.x", "a\r\n\r\n..x\r\n.\r\n" },
    };

    private static readonly string[] Pieces = [".", "\r\n", "x", "..", "\r\n."];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body_is_the_same_in_blocks_of_any_size(string message, string expected)
    {
        for (var size = DotStuffer.MinBlock; size <= 40; size++)
        {
            Assert.Equal(expected, string.Concat(Blocks(message, size)));
        }
    }

    [Fact]
    public void Any_body_comes_back_when_its_dots_are_taken_out() =>
        Gen.Select(Gen.Int[0, 4].List[0, 30], Gen.Int[5, 50]).Sample((pieces, size) =>
        {
            var message = string.Concat(pieces.Select(piece => Pieces[piece]));
            var blocks = Blocks(message, size);
            var wire = string.Concat(blocks);
            var ended = message.Length == 0 || message.EndsWith("\r\n", StringComparison.Ordinal)
                ? message
                : message + "\r\n";

            var lines = wire.Split("\r\n");
            Assert.Equal(".", lines[^2]);
            Assert.Equal("", lines[^1]);
            Assert.DoesNotContain(".", lines[..^2]);
            var unstuffed = lines[..^2].Select(line => (line is ['.', ..] ? line[1..] : line) + "\r\n");
            Assert.Equal(ended, string.Concat(unstuffed));
            Assert.EndsWith(".\r\n", blocks[^1], StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 3)]
    [InlineData("a\r\n", 3)]
    [InlineData(".a\r\n", 4)]
    public void SIZE_counts_the_added_CRLF_and_no_dots(string message, long expected) =>
        Assert.Equal(expected, DotStuffer.SizeOf(Encoding.ASCII.GetBytes(message)));

    private static List<string> Blocks(string message, int size)
    {
        var stuffer = new DotStuffer(Encoding.ASCII.GetBytes(message));
        var blocks = new List<string>();
        var block = new byte[size];
        while (!stuffer.IsFinished)
        {
            blocks.Add(Encoding.ASCII.GetString(block, 0, stuffer.Fill(block)));
            Assert.True(blocks.Count <= message.Length + 2, "no progress");
        }

        return blocks;
    }
}
