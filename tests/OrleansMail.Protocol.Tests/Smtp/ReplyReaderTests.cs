using System.Text;
using CsCheck;

namespace OrleansMail.Smtp;

public sealed class ReplyReaderTests
{
    /// <summary>octets → code, enhanced code, text; read whole and cut at every place.</summary>
    public static TheoryData<string, int, string, string> Replies => new()
    {
        { "220 mx.example.com ESMTP\r\n", 220, "", "mx.example.com ESMTP" },
        { "250 ok\r\n", 250, "", "ok" },
        { "250\r\n", 250, "", "" },
        { "250 \r\n", 250, "", "" },
        { "250-a\r\n250\r\n", 250, "", "a" },
        { "250-a\r\n250 b\r\n", 250, "", "a b" },
        { "250-\r\n250 b\r\n", 250, "", "b" },
        { "250-a\r\n250-\r\n250-b\r\n250 \r\n", 250, "", "a b" },
        { "250 ok\n", 250, "", "ok" }, // a bare LF ends a line too: servers do it
        { "250-a\n250 b\r\n", 250, "", "a b" },
        { "250 2.0.0 queued as 4Xyz\r\n", 250, "2.0.0", "queued as 4Xyz" },
        { "250 2.1.0\r\n", 250, "2.1.0", "" },
        { "251 user not local; will forward\r\n", 251, "", "user not local; will forward" },
        { "354 go ahead\r\n", 354, "", "go ahead" },
        { "354 2.0.0 go\r\n", 354, "", "2.0.0 go" }, // RFC 2034 §4: 3yz has no enhanced code
        { "421 4.7.0 try later\r\n", 421, "4.7.0", "try later" },
        { "421 5.7.32 sender not allowed\r\n", 421, "5.7.32", "sender not allowed" }, // documented by a provider
        { "450 4.2.0 greylisted\r\n", 450, "4.2.0", "greylisted" },
        { "451 4.7.500 busy\r\n", 451, "4.7.500", "busy" },
        { "452 4.5.3 too many recipients\r\n", 452, "4.5.3", "too many recipients" },
        { "454 TLS not available\r\n", 454, "", "TLS not available" },
        { "499 what\r\n", 499, "", "what" },
        { "521 no mail here\r\n", 521, "", "no mail here" },
        { "550 5.1.1 user unknown\r\n", 550, "5.1.1", "user unknown" },
        { "550 5.1.1\tuser unknown\r\n", 550, "5.1.1", "user unknown" },
        { "550-5.1.1 user\r\n550 5.1.1 unknown\r\n", 550, "5.1.1", "user unknown" },
        {
            "550-5.7.26 not\r\n550-5.7.26 authenticated\r\n550 5.7.26 x - gsmtp\r\n",
            550,
            "5.7.26",
            "not authenticated x - gsmtp"
        },
        { "550-no code\r\n550 5.7.1 code later\r\n", 550, "5.7.1", "no code code later" },
        { "550-5.7.1 a\r\n550 5.7.2 b\r\n", 550, "5.7.1", "a 5.7.2 b" },
        { "550 5.7 no\r\n", 550, "", "5.7 no" },
        { "550 5.1.1.1 no\r\n", 550, "", "5.1.1.1 no" },
        { "550 3.1.1 no\r\n", 550, "", "3.1.1 no" },
        { "550 5.1.1000 no\r\n", 550, "", "5.1.1000 no" },
        { "550 5..1 no\r\n", 550, "", "5..1 no" },
        { "550 5.1.1: no\r\n", 550, "", "5.1.1: no" },
        { "550 #5.1.1 no\r\n", 550, "", "#5.1.1 no" },
        { "552 5.2.2 mailbox full\r\n", 552, "5.2.2", "mailbox full" },
        { "554 5.7.1 [192.0.2.1] blocked\r\n", 554, "5.7.1", "[192.0.2.1] blocked" },
        { "556 5.1.10 null MX\r\n", 556, "5.1.10", "null MX" },
        { "599 what\r\n", 599, "", "what" },
        { "550 a\u0000b\u0007c\u001b[31md\r\n", 550, "", "abc[31md" },
        { "550 a\u0085b\u009bc\u007fd\r\n", 550, "", "abcd" },
        { "550 a\rb\r\n", 550, "", "ab" },
        { "550 宛先不明\r\n", 550, "", "宛先不明" },
        { "550  two  blanks \r\n", 550, "", "two  blanks" },
    };

    public static TheoryData<string, string> Nonsense => new()
    {
        { "hello\r\n", "does not start with a code" },
        { "\r\n", "does not start with a code" },
        { "25\r\n", "does not start with a code" },
        { "25x ok\r\n", "does not start with a code" },
        { "150 ok\r\n", "does not start with a code" },
        { "650 ok\r\n", "does not start with a code" },
        { "2500 ok\r\n", "does not start with a code" },
        { "250ok\r\n", "does not start with a code" },
        { "250\tok\r\n", "does not start with a code" },
        { " 250 ok\r\n", "does not start with a code" },
        { "SSH-2.0-x\r\n", "does not start with a code" },
        { "250-a\r\n550 b\r\n", "different codes" },
        { "550-a\r\n551-b\r\n", "different codes" },
        { "250-a\r\nb\r\n", "does not start with a code" },
    };

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_reply_is_the_same_wherever_it_is_cut(string octets, int code, string enhanced, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(octets);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var reply = Read(bytes, cut);

            Assert.NotNull(reply);
            Assert.Equal((code, enhanced, text), (reply.Code, reply.Enhanced?.ToString() ?? "", reply.Text));
        }
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void Nonsense_is_no_reply(string octets, string flaw)
    {
        var reader = new ReplyReader();

        Assert.Equal(ReplyProgress.Malformed, reader.Read(Encoding.UTF8.GetBytes(octets), out _));
        Assert.Contains(flaw, reader.Flaw, StringComparison.Ordinal);
        Assert.Equal(ReplyProgress.Malformed, reader.Read("250 ok\r\n"u8, out _));
    }

    [Fact]
    public void Octets_behind_a_reply_are_left()
    {
        var reader = new ReplyReader();

        Assert.Equal(ReplyProgress.Complete, reader.Read("250 a\r\n550 b\r\n"u8, out var consumed));
        Assert.Equal(7, consumed);
        Assert.Equal("a", reader.Reply!.Text);
        Assert.False(reader.IsInside);
    }

    [Fact]
    public void Octets_that_are_no_UTF8_become_replacement_characters()
    {
        var reader = new ReplyReader();

        reader.Read([.. "550 "u8, 0xFF, 0xC3, .. "\r\n"u8], out _);

        Assert.Equal("\uFFFD\uFFFD", reader.Reply!.Text);
    }

    [Theory]
    [InlineData(ReplyReader.MaxLine, ReplyProgress.Complete)]
    [InlineData(ReplyReader.MaxLine + 1, ReplyProgress.Malformed)]
    public void A_line_has_a_limit(int length, ReplyProgress expected) =>
        Assert.Equal(expected, ReadInPieces($"250 {new string('x', length - 4)}\r\n"));

    [Theory]
    [InlineData(ReplyReader.MaxLines, ReplyProgress.Complete)]
    [InlineData(ReplyReader.MaxLines + 1, ReplyProgress.Malformed)]
    public void The_number_of_lines_has_a_limit(int lines, ReplyProgress expected) =>
        Assert.Equal(
            expected,
            ReadInPieces(string.Concat(Enumerable.Repeat("250-x\r\n", lines - 1)) + "250 x\r\n"));

    [Theory]
    [InlineData(15, ReplyProgress.Complete)]
    [InlineData(17, ReplyProgress.Malformed)]
    public void A_reply_has_a_limit(int lines, ReplyProgress expected) =>
        Assert.Equal(
            expected,
            ReadInPieces(string.Concat(Enumerable.Repeat($"250-{new string('x', 4000)}\r\n", lines)) + "250 x\r\n"));

    [Fact]
    public void A_line_that_never_ends_is_given_up()
    {
        var reader = new ReplyReader();
        var piece = new byte[1000];
        Array.Fill(piece, (byte)'2');

        Assert.Equal(
            ReplyProgress.Malformed,
            Enumerable.Range(0, 5).Select(_ => reader.Read(piece, out var _)).ToList()[^1]);
    }

    [Fact]
    public void The_text_is_cut_at_2_KiB_and_never_inside_a_character()
    {
        var reader = new ReplyReader();

        reader.Read(Encoding.UTF8.GetBytes($"550 x{string.Concat(Enumerable.Repeat("😀", 600))}\r\n"), out _);

        Assert.Equal(1 + (4 * 511), Encoding.UTF8.GetByteCount(reader.Reply!.Text));
        Assert.EndsWith("😀", reader.Reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_octets_make_it_throw() => Gen.Byte.Array[0, 300].Sample(octets =>
    {
        var reader = new ReplyReader();
        var rest = octets.AsSpan();
        while (!rest.IsEmpty && reader.Read(rest, out var consumed) == ReplyProgress.Complete)
        {
            rest = rest[consumed..];
        }
    });

    [Theory]
    [InlineData(250, true, false, false)]
    [InlineData(354, false, false, false)]
    [InlineData(421, false, true, false)]
    [InlineData(499, false, true, false)]
    [InlineData(550, false, false, true)]
    public void The_first_digit_decides(int code, bool positive, bool transient, bool permanent)
    {
        var reply = new SmtpReply(code, Enhanced: null, "");

        Assert.Equal(
            (positive, transient, permanent),
            (reply.IsPositive, reply.IsTransient, reply.IsPermanent));
        Assert.Equal(code == 421, reply.ClosesConnection);
        Assert.Equal(code == 354, reply.IsIntermediate);
    }

    private static SmtpReply? Read(byte[] octets, int cut)
    {
        var reader = new ReplyReader();
        foreach (var piece in new[] { octets[..cut], octets[cut..] })
        {
            if (reader.Read(piece, out _) == ReplyProgress.Complete)
            {
                return reader.Reply;
            }
        }

        return null;
    }

    private static ReplyProgress ReadInPieces(string text)
    {
        var reader = new ReplyReader();
        var progress = ReplyProgress.More;
        foreach (var piece in Encoding.ASCII.GetBytes(text).Chunk(997))
        {
            progress = reader.Read(piece, out _);
        }

        return progress;
    }
}
