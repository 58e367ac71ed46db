using System.Text;
using CsCheck;
using MimeKit;

namespace OrleansMail.Dkim;

/// <summary>Our signatures hold for MimeKit's verifier and for ours, and for nothing but the signed message.</summary>
public sealed class DkimSignerTests
{
    private const string Message =
        "From: News <news@shop.example>\r\nSubject: a  b\r\n\tc \r\nDate: Wed, 01 Apr 2026 09:30:00 +0900\r\n"
        + "Message-ID: <1@shop.example>\r\nTo: r@example.net\r\nList-Unsubscribe: <https://u.shop.example/1>\r\n"
        + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nX-Other: x\r\nMIME-Version: 1.0\r\n"
        + "Content-Type: text/plain\r\n\r\nHello  there \r\n\t\r\n bye\t\r\n\r\n\r\n";

    private static readonly DateTimeOffset At = new(2026, 4, 1, 9, 30, 0, TimeSpan.FromHours(9));
    private static readonly DkimKey Key = DkimKey.Create();
    private static readonly DkimSigner Signer = new("Shop.Example", "om1", Key);

    public static TheoryData<string> Additions => new(
        "From: evil@example.com", "Subject: other", "To: x@example.com", "Cc: x@example.com", "Reply-To: x@example.com",
        "Date: Wed, 01 Apr 2026 09:30:00 +0900", "Message-ID: <2@shop.example>", "Content-Type: text/html",
        "MIME-Version: 1.0", "List-Unsubscribe: <https://evil.example>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click");

    [Fact]
    public void The_field_is_first_folded_and_complete()
    {
        var signed = Encoding.ASCII.GetString(Sign(Message));
        var field = signed[..signed.IndexOf("\r\nFrom:", StringComparison.Ordinal)];

        Assert.EndsWith(Message, signed, StringComparison.Ordinal);
        Assert.All(field.Split("\r\n"), line => Assert.InRange(line.Length, 1, 78));
        Assert.StartsWith(
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; q=dns/txt;"
            + "d=shop.example; s=om1; t=1775003400;"
            + "h=from:to:subject:date:message-id:mime-version:content-type:list-unsubscribe:list-unsubscribe-post:"
            + "from:to:cc:subject:date:reply-to:message-id:content-type:mime-version:list-unsubscribe:"
            + "list-unsubscribe-post;bh=",
            field.Replace("\r\n ", string.Empty, StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.DoesNotContain(" l=", field, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Message)]
    [InlineData("From: a@b.example\r\n\r\n")]
    [InlineData("From: a@b.example\r\n\r\n\r\n\r\n")]
    [InlineData("From: a@b.example\r\n\r\nno line end")]
    [InlineData("From :  a@b.example\r\nX: y\r\nX: z\r\n\r\n\r\n\r\n x\r\n")]
    [InlineData("From: a@b.example\r\nReferences: <a@b>\r\n  <c@d>\r\nReferences: <e@f>\r\n\r\nx\r\n")]
    public void Two_independent_verifiers_agree_that_it_holds(string message)
    {
        var signed = Sign(message);

        Assert.Equal(new DkimVerification(DkimVerdict.Pass, "shop.example", "om1", ""), Ours(signed));
        Assert.True(MimeKits(signed));
    }

    [Theory]
    [MemberData(nameof(Additions))]
    public void A_second_field_breaks_it(string field)
    {
        var signed = Encoding.ASCII.GetString(Sign(Message));
        var end = signed.IndexOf("\r\nFrom:", StringComparison.Ordinal);
        var split = signed.IndexOf("\r\n\r\n", StringComparison.Ordinal);

        foreach (var at in new[] { end, split })
        {
            var changed = Encoding.ASCII.GetBytes(signed.Insert(at, "\r\n" + field));
            Assert.Equal(DkimVerdict.Fail, Ours(changed).Verdict);
            Assert.False(MimeKits(changed));
        }
    }

    [Fact]
    public void Any_flipped_byte_of_a_signed_place_breaks_it_unless_both_verifiers_forgive_it()
    {
        var signed = Sign(Message);
        Gen.Select(Gen.Int[0, signed.Length - 1], Gen.Int[0, 6]).Sample(
            (at, bit) =>
            {
                var changed = (byte[])signed.Clone();
                changed[at] ^= (byte)(1 << bit);
                var ours = Ours(changed);
                if (ours.IsPass)
                {
                    // Case of a field name, an unsigned field, or one blank for another.
                    var text = Encoding.Latin1.GetString(changed);
                    var line = text[(text.LastIndexOf('\n', at) + 1)..];
                    Assert.True(
                        line.StartsWith("X-", StringComparison.OrdinalIgnoreCase)
                        || char.ToLowerInvariant((char)changed[at]) == char.ToLowerInvariant((char)signed[at])
                        || MimeKits(changed),
                        $"byte {at} bit {bit}");
                }
            },
            iter: 2000,
            threads: 1);
    }

    [Fact]
    public void A_changed_body_or_another_key_fails()
    {
        var signed = Sign(Message);
        var body = (byte[])signed.Clone();
        body[^20] ^= 1;

        Assert.Equal("the body was changed", Ours(body).Reason);
        Assert.Equal(DkimVerdict.Fail, DkimVerifier.Verify(signed, (_, _) => DkimKey.Create().DnsRecord).Verdict);
        Assert.Equal(DkimVerdict.PermError, DkimVerifier.Verify(signed, (_, _) => null).Verdict);
        Assert.Equal(DkimVerdict.PermError, DkimVerifier.Verify(signed, (_, _) => "v=DKIM1; k=rsa; p=").Verdict);
        Assert.Equal(DkimVerdict.None, DkimVerifier.Verify(Encoding.ASCII.GetBytes(Message), (_, _) => null).Verdict);
    }

    [Fact]
    public void The_rsa_operation_can_be_done_elsewhere()
    {
        var octets = Encoding.ASCII.GetBytes(Message);
        var prepared = Signer.Prepare(octets, At);

        Assert.Equal(32, prepared.Digest.Length);
        Assert.Equal(Signer.Sign(octets, At), prepared.Complete(Key.SignDigest(prepared.Digest.Span)));
    }

    [Fact]
    public void No_octets_make_signer_or_verifier_throw()
    {
        Gen.Select(Gen.Byte.Array, Gen.Int[0, 3]).Sample(
            (octets, form) =>
            {
                var head = form switch { 0 => "", 1 => "From: a@b\r\n\r\n", 2 => "DKIM-Signature: ", _ => "\r\n" };
                var message = Encoding.ASCII.GetBytes(head).Concat(octets).ToArray();
                DkimVerifier.Verify(message, (_, _) => Key.DnsRecord);
                if (form == 1)
                {
                    Assert.True(Ours(Signer.Sign(message, At)).IsPass);
                }
            },
            iter: 2000,
            threads: 1);
    }

    [Fact]
    public void One_key_signs_from_many_threads()
    {
        var octets = Encoding.ASCII.GetBytes(Message);

        Parallel.For(0, 200, _ => Assert.True(Ours(Signer.Sign(octets, At)).IsPass));
    }

    private static byte[] Sign(string message) => Signer.Sign(Encoding.ASCII.GetBytes(message), At);

    private static DkimVerification Ours(byte[] signed) =>
        DkimVerifier.Verify(signed, (selector, domain) =>
            (selector, domain) == ("om1", "shop.example") ? Key.DnsRecord : null);

    private static bool MimeKits(byte[] signed)
    {
        using var message = MimeMessage.Load(new MemoryStream(signed));
        var at = message.Headers.IndexOf(HeaderId.DkimSignature);
        try
        {
            return at >= 0 && new MimeKit.Cryptography.DkimVerifier(new RecordLocator(Key.DnsRecord))
                .Verify(message, message.Headers[at]);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
