using System.Net;
using System.Text;
using CsCheck;

namespace OrleansMail.Sink;

public sealed class SinkDialogueTests
{
    private static readonly string[] Pieces =
    [
        "EHLO x\r\n", "MAIL FROM:<a@b.example>\r\n", "MAIL FROM:<\"a>\\\"\"@b> SIZE=5 BODY=8BITMIME\r\n",
        "RCPT TO:<c@d.example>\r\n", "RCPT TO:<Postmaster>\r\n", "DATA\r\n", "BDAT 3 LAST\r\n", "BDAT 2\r\n",
        "BDAT 0\r\n", "BDAT\r\n", "BDAT 9999999999999999999\r\n", "RSET\r\n", "QUIT\r\n", "VRFY x\r\n", "abc",
        "Message-ID: <1>\r\n", "\r\n.\r\n", ".\r\n", "..\r\n", ".", "\r", "\n", "\0", "\u00ff", " ",
        "MAIL FROM:<", "RCPT TO:<@\r\n",
    ];

    private static readonly Gen<string> Octets = Gen.Int[0, Pieces.Length - 1]
        .List[0, 40]
        .Select(pieces => "EHLO x\r\n" + string.Concat(pieces.Select(piece => Pieces[piece])));

    [Fact]
    public void Whatever_the_octets_and_however_they_are_cut_the_replies_are_the_same() =>
        Gen.Select(Octets, Gen.Int[1, 9]).Sample(
            (octets, cut) => Assert.Equal(Talk(octets, octets.Length), Talk(octets, cut)),
            iter: 5_000);

    private static (string Replies, long Messages, string Violations) Talk(string text, int cut)
    {
        var tally = new SinkTally(maxRemembered: 10, log: null);
        var script = new ScriptRun(SinkScript.Empty, maxRemembered: 10).At(IPAddress.Loopback);
        var dialogue = new SinkDialogue(new SinkOptions(), script, tally, IPAddress.Loopback);
        dialogue.Greet();
        var octets = Encoding.Latin1.GetBytes(text);
        var start = 0;
        for (var end = Math.Min(cut, octets.Length); ; end = Math.Min(end + cut, octets.Length))
        {
            var step = dialogue.Consume(octets.AsSpan(start..end), out var consumed);
            start += consumed;
            if (end == octets.Length || step.Kind == SinkStepKind.Close)
            {
                break;
            }
        }

        // What is behind the last command of a group is a matter of how it was cut.
        var counts = tally.Snapshot();
        var faults = counts.Reasons
            .Where(pair => pair.Key != SinkViolation.Pipelined)
            .Select(pair => $"{pair.Key} {pair.Value}");
        return (
            Encoding.Latin1.GetString(dialogue.Replies.First(dialogue.Replies.Length).Span),
            counts.Messages,
            string.Join(", ", faults));
    }
}
