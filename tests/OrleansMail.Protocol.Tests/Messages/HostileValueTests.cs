using System.Text;
using CsCheck;
using MimeKit;
using OrleansMail.Addresses;
using OrleansMail.Dkim;

namespace OrleansMail.Messages;

/// <summary>Whatever a value holds, it stays a value: no header, part or command comes of it.</summary>
public sealed class HostileValueTests
{
    private static readonly Gen<string> Hostile = HostileValues.All;

    [Fact]
    public void Text_and_structure_survive_every_value()
    {
        var template = TestMail.Template(
            "From: a@b.example\r\nSubject: S {{ v }} e\r\nX-One: [{{ v }}]\r\n"
            + "Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n"
            + "Content-Type: text/plain\r\n\r\n{{ v }}{{ v }}!\r\n"
            + "--q\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n山田さん、{{ v }}\r\n"
            + "--q\r\nContent-Type: text/html\r\n\r\n<b>{{ v }}</b>\r\n--q\r\n"
            + "Content-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--q--\r\n");
        var binding = template.Bind(["v"]).Binding!;

        Hostile.Sample(
            value =>
            {
                var content = binding.Merge([value]).Content!;
                var message = MessageWriter.Write(content, TestMail.Headers(value));
                var defect = WireCheck.Find(message);
                Assert.True(defect is null, defect);
                Assert.Equal(-1, message.AsSpan().IndexOf("\r\n."u8));

                using var parsed = TestMail.Parse(message);
                var sound = Sound(value);
                Assert.Equal(10, parsed.Headers.Count);
                var parts = parsed.BodyParts.ToArray();
                Assert.Equal(4, parts.Length);
                Assert.Equal(sound + sound + "!", Body(parts[0]));
                Assert.Equal("山田さん、" + sound, Body(parts[1]));
                Assert.Equal($"<b>{sound}</b>", Decoded(parts[2]));
                Assert.Equal(Sound(content.Subject), parsed.Subject);
                Assert.Equal(HeaderText.OneLine($"[{sound}]"), parsed.Headers["X-One"]);
                var to = Assert.Single(parsed.To.Mailboxes);
                Assert.Equal(("reader@example.net", HeaderText.OneLine(sound)), (to.Address, to.Name));
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public void A_whole_body_survives_every_value_but_for_its_last_line_ends()
    {
        foreach (var type in new[] { "text/plain", "text/html" })
        {
            var eml = $"From: a@b.example\r\nSubject: s\r\nContent-Type: {type}\r\n\r\n{{{{ v }}}}";
            var binding = TestMail.Template(eml).Bind(["v"]).Binding!;

            Hostile.Sample(
                value =>
                {
                    var message = MessageWriter.Write(binding.Merge([value]).Content!, TestMail.Headers());
                    Assert.Null(WireCheck.Find(message));
                    Assert.False(message.AsSpan().EndsWith("\r\n\r\n"u8));

                    using var parsed = TestMail.Parse(message);
                    var body = type == "text/html"
                        ? Decoded(Assert.Single(parsed.BodyParts))
                        : Body(Assert.Single(parsed.BodyParts));
                    Assert.Equal(Sound(value).TrimEnd('\r', '\n'), body.TrimEnd('\r', '\n'));
                },
                iter: 100,
                threads: 1);
        }
    }

    [Fact]
    public void Signatures_hold_for_every_value()
    {
        var key = DkimKey.Create();
        var signer = new DkimSigner("shop.example", "om1", key);
        var locator = new RecordLocator(key.DnsRecord);
        var binding = TestMail.Template(TestMail.File("02-rich-ja.eml"))
            .Bind(["氏名", "number", "token"]).Binding!;

        Hostile.Sample(
            value =>
            {
                var content = binding.Merge([value, value, "t0k"]).Content!;
                var signed = signer.Sign(MessageWriter.Write(content, TestMail.Headers(value)), TestMail.At);

                Assert.Null(WireCheck.Find(signed));
                using var parsed = TestMail.Parse(signed);
                var field = parsed.Headers[parsed.Headers.IndexOf(HeaderId.DkimSignature)];
                Assert.True(new MimeKit.Cryptography.DkimVerifier(locator).Verify(parsed, field));
                Assert.True(DkimVerifier.Verify(signed, (_, _) => key.DnsRecord).IsPass);
            },
            iter: 100,
            threads: 1);
    }

    [Fact]
    public void Hostile_links_and_ids_of_the_engine_cannot_leave_their_header()
    {
        var content = TestMail.Merge(TestMail.Template("From: a@b.example\r\nSubject: s\r\n\r\nx"));

        Hostile.Sample(
            value =>
            {
                var url = "https://u.example/" + value;
                var headers = TestMail.Headers() with
                {
                    ListUnsubscribeUrl = url[..Math.Min(url.Length, 90)],
                    ListUnsubscribeMailto = "off@u.example?subject=" + value[..Math.Min(value.Length, 60)],
                    FeedbackId = value,
                    From = Sender.Of(value, TestMail.Address("news@shop.example")) ?? TestMail.Headers().From,
                };
                var message = MessageWriter.Write(content, headers);

                Assert.Null(WireCheck.Find(message));
                using var parsed = TestMail.Parse(message);
                Assert.Equal(9, parsed.Headers.Count);
                Assert.Equal(2, parsed.Headers["List-Unsubscribe"]!.Count(c => c == '<'));
                Assert.Equal("news@shop.example", Assert.Single(parsed.From.Mailboxes).Address);
            },
            iter: 200,
            threads: 1);
    }

    private static string Body(MimeEntity part) =>
        Encoding.UTF8.GetString(Assert.IsType<TextPart>(part).Decoded());

    private static string Decoded(MimeEntity part) => LineEnds.ToCrLf(System.Net.WebUtility.HtmlDecode(Body(part)));

    // What the wire can carry of a value: scalar values, CRLF line ends.
    private static string Sound(string value) =>
        LineEnds.ToCrLf(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)));
}
