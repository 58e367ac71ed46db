using System.Text;

namespace OrleansMail.Messages;

/// <summary>What a content file may be, and what is known of it before the first row.</summary>
public sealed class ContentTemplateTests
{
    private const string Head = "From: a@b.example\r\nSubject: s\r\n";

    public static TheoryData<string, string, string> Refused => new()
    {
        { "From: a@b.example, c@d.example\r\nSubject: s\r\n\r\nx", "From", "exactly one" },
        { "From: a@b.example\r\nFrom: c@d.example\r\nSubject: s\r\n\r\nx", "From", "more than once" },
        { "From: {{ x }}@b.example\r\nSubject: s\r\n\r\nx", "From", "not allowed" },
        { "From: a@b.example\r\nSubject: s\r\nsubject: t\r\n\r\nx", "Subject", "more than once" },
        { "From: a@b.example\r\n\r\nx", "Subject", "missing" },
        { "From: a@b.example\r\nSubject: {{ x\r\n\r\nx", "Subject", "}}" },
        { Head + "\r\nline 1\r\n{% if a %}x", "text/plain", "endif" },
        { Head + "\r\n{{ a | raw }}", "text/plain", "'raw'" },
        { Head + "Content-Type: text/html\r\n\r\n{{ a | url_decode }}", "text/html", "'url_decode'" },
        { Head + "\r\n{% include 'x' %}", "text/plain", "include" },
        { Head + "\r\n{{ 'now' | date: '%Y' }}", "text/plain", "clock" },
        { Head + "\r\n{{ a.b }}", "text/plain", "no parts" },
        { Head + "\r\n{% for i in (1..100000000) %}x{% endfor %}", "text/plain", "range" },
        { Head + "Content-Type: image/png\r\n\r\nx", "body", "no text/plain" },
        {
            Head + "Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--",
            "multipart/signed",
            "survive"
        },
        { Head + "Reply-To: nobody\r\n\r\nx", "Reply-To", "list of addresses" },
        {
            Head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\n"
                + "Content-Type: text/calendar\r\n\r\n{{ a }}\r\n--b--",
            "text/calendar",
            "only"
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_a_template_is_refused_with_place_and_reason(string eml, string where, string part)
    {
        var compiled = ContentTemplate.Compile(Encoding.UTF8.GetBytes(eml));

        Assert.Null(compiled.Template);
        Assert.Contains(compiled.Errors, error => error.Where.Equals(where, StringComparison.OrdinalIgnoreCase)
            && error.Message.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void Facts_are_known_before_the_first_row()
    {
        var template = TestMail.Template(TestMail.File("02-rich-ja.eml"));

        Assert.Equal(["number", "token", "氏名"], template.Fields);
        Assert.Equal("{{ 氏名 }}様へのお知らせ（ご請求番号 {{ number }}）", template.SubjectSource);
        Assert.Contains("いつもお世話になっております", template.TextSource, StringComparison.Ordinal);
        Assert.Contains("cid:logo@example.co.jp", template.HtmlSource, StringComparison.Ordinal);
        Assert.Equal("<https://u.example.co.jp/{{ token }}>, <mailto:off@example.co.jp>", template.UnsubscribeSource);
        Assert.Equal("株式会社みほん", template.From?.Name);
        Assert.Equal(1, template.ToCount);
        Assert.Collection(
            template.Attachments,
            logo => Assert.Equal(("logo.png", "image/png", true), (logo.Name, logo.ContentType, logo.IsInline)),
            pdf => Assert.Equal(
                new ContentAttachment("請求書のご案内.pdf", "application/pdf", 200, false), pdf));
    }

    [Fact]
    public void Fields_inside_conditions_loops_and_filters_are_found()
    {
        var template = TestMail.Template(
            Head + "\r\n{% if a == 'x' %}{{ b | upcase }}{% elsif c %}{% endif %}{% assign t = d | split: ',' %}"
            + "{% for i in t %}{{ i }}{{ e | default: f }}{{ forloop.index }}{% endfor %}"
            + "{% case g %}{% when '1' %}{% endcase %}");

        Assert.Equal(["a", "b", "c", "d", "e", "f", "g"], template.Fields);
    }

    [Fact]
    public void Headers_of_the_engine_and_of_other_journeys_are_dropped()
    {
        var template = TestMail.Template(
            Head + "To: t@b.example, u@b.example\r\nCc: c@b.example\r\nBcc: d@b.example\r\nSender: e@b.example\r\n"
            + "Date: Wed, 01 Apr 2026 09:30:00 +0900\r\nMessage-ID: <old@b.example>\r\nReturn-Path: <r@b.example>\r\n"
            + "Received: from x\r\nDKIM-Signature: v=1\r\nFeedback-ID: f\r\nARC-Seal: i=1\r\nResent-To: z@b.example\r\n"
            + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nX-Kept: yes\r\n\r\nx");

        var message = Encoding.ASCII.GetString(MessageWriter.Write(TestMail.Merge(template), TestMail.Headers()));

        Assert.Equal(["X-Kept"], template.Headers);
        Assert.Equal((2, 1, 1), (template.ToCount, template.CcCount, template.BccCount));
        Assert.DoesNotContain("b.example", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Received", message, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Kept: yes\r\n", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Smuggling_vectors_in_a_file_become_line_ends()
    {
        var template = TestMail.Template(Head + "\r\na\n.\nb\n.\r\nc\r.\rd\r.\r\ne\r\n\0.\r\nf");

        var message = MessageWriter.Write(TestMail.Merge(template), TestMail.Headers());

        Assert.Null(WireCheck.Find(message));
        Assert.Equal(-1, message.AsSpan().IndexOf("\r\n."u8));
        Assert.Equal(
            "a\r\n.\r\nb\r\n.\r\nc\r\n.\r\nd\r\n.\r\ne\r\n.\r\nf\r\n",
            TestMail.Parse(message).TextBody!.ReplaceLineEndings("\r\n"));
    }

    [Fact]
    public void A_forwarded_message_becomes_seven_bit_with_the_same_content()
    {
        var template = TestMail.Template(
            Head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nsee below\r\n--b\r\n"
            + "Content-Type: message/rfc822\r\n\r\nFrom: 山田 <y@b.example>\r\nSubject: 転送 {{ not_a_field }}\r\n"
            + "Content-Type: text/plain; charset=utf-8\r\n\r\n.内側\n.\n" + new string('x', 2000) + "\r\n--b--\r\n");

        var message = MessageWriter.Write(TestMail.Merge(template), TestMail.Headers());

        Assert.Null(WireCheck.Find(message));
        var inner = Assert.Single(TestMail.Parse(message).BodyParts.OfType<MimeKit.MessagePart>()).Message!;
        Assert.Equal("転送 {{ not_a_field }}", inner.Subject);
        Assert.Equal("山田", inner.From.Mailboxes.Single().Name);
        Assert.StartsWith(".内側", inner.TextBody, StringComparison.Ordinal);
        Assert.Empty(template.Fields);
    }
}
