using System.Security.Cryptography;
using System.Text;
using CsCheck;
using MimeKit;
using OrleansMail.Messages;

namespace OrleansMail.Dkim;

/// <summary>Signing inside a buffer gives the octets of <see cref="DkimSigner.Sign"/>, whatever the message.</summary>
public sealed class BufferSigningTests
{
    private static readonly DateTimeOffset At = new(2026, 4, 1, 9, 30, 0, TimeSpan.FromHours(9));
    private static readonly DkimKey Key = DkimKey.Create();
    private static readonly DkimSigner Signer = new("shop.example", "om1", Key);

    private static readonly string[] Lines =
    [
        "From: a@b.example", "from :  A  B <a@b.example> ", "Subject: a  b\r\n\tc ", "SUBJECT:x", "To: r@example.net",
        "Date: Wed, 01 Apr 2026 09:30:00 +0900", "References: <a@b>\r\n  <c@d>",
        "List-Unsubscribe:\r\n <https://u.example>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "X-Other: x", "no field", ": no name", "Content-Type: \t text/plain\t", "Cc: a\rb", "Reply-To:",
        "MIME-Version: 1.0", "Feedback-ID: é", "Sender:\r\n \r\n x", "Frøm: x",
    ];

    private static readonly string[] Bodies =
    [
        "", "\r\n", "\r\n\r\n", "x\r\n", "x", " x \r\n\t\r\n", "x  y\tz\r\n", ".\r\n", "\r\n\r\nx\r\n\r\n", "x \r\n",
    ];

    private static readonly Gen<byte[]> Message = Gen.Select(
        Gen.Int[0, Lines.Length - 1].Select(i => Lines[i]).Array[0, 40],
        Gen.Int[0, Bodies.Length - 1].Select(i => Bodies[i]).Array[0, 4],
        Gen.Int[0, 9],
        (lines, bodies, form) => Encoding.UTF8.GetBytes(
            string.Concat(lines.Select(line => line + "\r\n")) + (form == 0 ? "" : "\r\n") + string.Concat(bodies)));

    [Fact]
    public void The_octets_are_those_of_the_other_way()
    {
        using var buffer = new MessageBuffer();
        using var digests = Key.OpenSigner();
        var digest = new byte[32];
        var signature = new byte[digests.SignatureBytes];
        Message.Sample(
            message =>
            {
                buffer.Reset();
                buffer.Append(message);
                Signer.Prepare(buffer, At, digest);
                digests.Sign(digest, signature);
                Signer.Complete(buffer, signature);

                var expected = Encoding.Latin1.GetString(Signer.Sign(message, At));
                Assert.Equal(expected, Encoding.Latin1.GetString(buffer.WrittenSpan));
            },
            iter: 3000,
            threads: 1);
    }

    [Fact]
    public void Two_independent_verifiers_accept_what_was_composed()
    {
        using var buffer = new MessageBuffer();
        using var rsa = Key.OpenSigner();
        var digest = new byte[32];
        var signature = new byte[rsa.SignatureBytes];
        var locator = new RecordLocator(Key.DnsRecord);
        var headers = TestMail.Headers();
        var binding = TestMail.Template(
            "From: a@b.example\r\nSubject: {{ v }}\r\nReply-To: b@b.example\r\n"
            + "Content-Type: multipart/alternative; boundary=q\r\n\r\n--q\r\n\r\nHi {{ v }},\r\n.{{ w }}\r\n--q\r\n"
            + "Content-Type: text/html; charset=utf-8\r\n\r\n<p>こんにちは、こんにちは{{ v }}</p>{{ w }}\r\n--q--\r\n")
            .Bind(["v", "w"]).Binding!;
        var composer = new MessageComposer(binding, headers.From, headers.FeedbackId);

        HostileValues.All.Sample(
            value =>
            {
                var facts = new MessageFacts(headers.To, headers.MessageId, At, ToName: value);
                Assert.Null(composer.Compose([value, value], facts, buffer));
                Signer.Prepare(buffer, At, digest);
                rsa.Sign(digest, signature);
                Signer.Complete(buffer, signature);

                var signed = buffer.Written.ToArray();
                Assert.Null(WireCheck.Find(signed));
                Assert.True(DkimVerifier.Verify(signed, (_, _) => Key.DnsRecord).IsPass);
                using var parsed = TestMail.Parse(signed);
                var field = parsed.Headers[parsed.Headers.IndexOf(HeaderId.DkimSignature)];
                Assert.True(new MimeKit.Cryptography.DkimVerifier(locator).Verify(parsed, field));
            },
            iter: 100,
            threads: 1);
    }

    [Fact]
    public void A_plain_message_leaves_almost_no_garbage()
    {
        using var buffer = new MessageBuffer();
        using var rsa = Key.OpenSigner();
        var digest = new byte[32];
        var signature = new byte[rsa.SignatureBytes];
        var headers = TestMail.Headers();
        var eml = "From: a@b.example\r\nSubject: Hello {{ v }}\r\nContent-Type: text/html\r\n\r\n"
            + string.Concat(Enumerable.Repeat("<p>Some words, and {{ v }} & {{ w }}</p>\r\n", 100));
        var composer = new MessageComposer(TestMail.Template(eml).Bind(["v", "w"]).Binding!, headers.From);
        var facts = new MessageFacts(headers.To, headers.MessageId, At, headers.ListUnsubscribeUrl);
        string[] row = ["Ann", "O'Neil & <Sons>"];

        long before = 0;
        const int Rounds = 50;
        for (var i = -Rounds; i < Rounds; i++)
        {
            before = i == 0 ? GC.GetAllocatedBytesForCurrentThread() : before;
            Assert.Null(composer.Compose(row, facts, buffer));
            Signer.Prepare(buffer, At, digest);
            rsa.Sign(digest, signature);
            Signer.Complete(buffer, signature);
        }

        // A build without optimisation allocates more: its writers are objects.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Rounds, 0, 1000);
    }

    [Fact]
    public void Commands_before_and_after_do_not_move_the_signature()
    {
        var message = "From: a@b.example\r\n\r\nx\r\n"u8.ToArray();
        foreach (var room in new[] { 10, 2048, 20_000 })
        {
            using var buffer = new MessageBuffer();
            buffer.Append(message);
            var digest = new byte[32];
            Signer.Prepare(buffer, At, digest);
            var before = buffer.Prepend(room);
            before.Fill((byte)'b');
            buffer.Append(Enumerable.Repeat((byte)'a', 100_000).ToArray());

            Signer.Complete(buffer, Key.SignDigest(digest));

            byte[] expected =
            [
                .. Enumerable.Repeat((byte)'b', room),
                .. Signer.Sign(message, At),
                .. Enumerable.Repeat((byte)'a', 100_000),
            ];
            Assert.True(buffer.WrittenSpan.SequenceEqual(expected));
        }
    }

    [Fact]
    public void A_message_is_signed_once_and_with_a_signature_of_the_right_length()
    {
        using var buffer = new MessageBuffer();
        buffer.Append("From: a@b.example\r\n\r\nx\r\n"u8);
        var digest = new byte[32];
        Assert.Throws<InvalidOperationException>(() => Signer.Complete(buffer, new byte[256]));

        Signer.Prepare(buffer, At, digest);

        Assert.Throws<InvalidOperationException>(() => Signer.Prepare(buffer, At, digest));
        Assert.Throws<InvalidOperationException>(() => Signer.Complete(buffer, new byte[128]));
        Signer.Complete(buffer, Key.SignDigest(digest));
        Assert.Throws<InvalidOperationException>(() => Signer.Complete(buffer, new byte[256]));
        Assert.True(DkimVerifier.Verify(buffer.WrittenSpan.ToArray(), (_, _) => Key.DnsRecord).IsPass);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(1536)]
    [InlineData(3072)]
    [InlineData(4096)]
    public void Every_key_size_has_its_place(int bits)
    {
        using var rsa = RSA.Create(bits);
        var key = DkimKey.ImportPem(rsa.ExportPkcs8PrivateKeyPem());
        var signer = new DkimSigner("a.example", "s", key);
        using var buffer = new MessageBuffer();
        var message = "From: a@b.example\r\nSubject: s\r\n\r\nx\r\n"u8.ToArray();
        buffer.Append(message);
        var digest = new byte[32];
        signer.Prepare(buffer, At, digest);
        signer.Complete(buffer, key.SignDigest(digest));

        Assert.True(buffer.WrittenSpan.SequenceEqual(signer.Sign(message, At)));
    }

    [Fact]
    public void A_batch_has_one_signature_for_each_digest_in_order()
    {
        using var signer = Key.OpenSigner();
        var digests = RandomNumberGenerator.GetBytes(5 * 32);
        var signatures = new byte[5 * signer.SignatureBytes];

        signer.Sign(digests, signatures);
        signer.Sign([], []);

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Key.SignDigest(digests.AsSpan(i * 32, 32)), signatures[(i * 256)..((i + 1) * 256)]);
        }

        Assert.Throws<ArgumentException>(() => signer.Sign(new byte[33], new byte[256]));
        Assert.Throws<ArgumentException>(() => signer.Sign(new byte[32], new byte[255]));
    }
}
