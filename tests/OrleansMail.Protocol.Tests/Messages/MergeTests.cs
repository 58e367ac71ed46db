namespace OrleansMail.Messages;

/// <summary>A row either fills every field that is reached, or is an error that names the field.</summary>
public sealed class MergeTests
{
    private const string Head = "From: a@b.example\r\nSubject: s\r\n";

    public static TheoryData<string, string, string?> Texts => new()
    {
        { "Dear {{ name }}", "Ann", "Dear Ann" },
        { "Dear {{ NAME }}", "Ann", "Dear Ann" },
        { "Dear {{ name }}", "", null },
        { "Dear {{ name }}", " \u3000", null },
        { "Dear {{ name | upcase }}", "", null },
        { "{% assign n = name | upcase %}Dear {{ n }}", "", null },
        { "Dear {{ name | default: 'reader' }}", "", "Dear reader" },
        { "Dear {{ name | upcase | default: 'reader' }}", "", "Dear reader" },
        { "Dear {% if name %}{{ name }}{% else %}reader{% endif %}", "", "Dear reader" },
        { "Dear {% if name == blank %}reader{% endif %}", "", "Dear reader" },
        { "{% if other %}{{ name }}{% endif %}x", "", "x" },
        { "{% unless other %}{{ name }}{% endunless %}x", "", null },
        { "Dear {{ name }}", "a\0b", null },
        { "Dear {{ name }}", "a\u001bb", null },
        { "Dear {{ name }}", "{{ other }}", "Dear {{ other }}" },
        { "{% for i in (1..3) %}{{ i }}{% endfor %}{{ name }}", "x", "123x" },
        { "{% for i in (1..3) %}{% endfor %}{{ i }}{{ name }}", "x", null },
        { "{{ name | date: '%Y年%m月%d日' }}", "2026-04-01", "2026年04月01日" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_field_is_filled_handled_or_an_error(string text, string name, string? expected)
    {
        var merged = TestMail.Template(Head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text)
            .Merge(["address", "name", "other"], ["r@example.net", name, ""]);

        Assert.Equal(expected, merged.Content?.Text);
        Assert.Equal(expected is null, merged.Errors.Count > 0);
        Assert.DoesNotContain(merged.Errors, e => name.Length > 1 && e.Reason.Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{{ name }}{{ NAME }}", "name")]
    [InlineData("{{ Größe }}{{ größe }}", "größe")]
    [InlineData("{{ Ä }}{{ ä }}{% if ä %}{% endif %}", "Ä")]
    public void Two_spellings_of_a_field_are_one_field_in_any_script(string source, string column)
    {
        var template = TestMail.Template($"{Head}Content-Type: text/plain; charset=utf-8\r\n\r\n{source}");

        Assert.Equal("xx", template.Merge([column], ["x"]).Content?.Text);
        Assert.NotEmpty(template.Merge([column], [" "]).Errors);
    }

    [Fact]
    public void Fields_without_a_column_and_columns_twice_cannot_be_bound()
    {
        var bound = TestMail.Template(Head + "\r\n{{ a }}{{ b }}{{ c }}").Bind(["a", "B", "b"]);

        Assert.Null(bound.Binding);
        Assert.Equal(["b", "c"], bound.Errors.Select(error => error.Field));
    }

    [Fact]
    public void A_short_row_is_an_error_and_not_a_crash()
    {
        var merged = TestMail.Template(Head + "\r\n{{ a }}{{ b }}").Merge(["a", "b"], ["1"]);

        Assert.Equal("b", Assert.Single(merged.Errors).Field);
    }

    [Theory]
    [InlineData("{{ v }}")]
    [InlineData("{{ v | append: '' }}")]
    [InlineData("{{ v | default: 'x' }}")]
    [InlineData("{{ v | replace: 'q', '' }}")]
    [InlineData("{% assign w = v %}{{ w }}")]
    [InlineData("{% capture w %}{{ v }}{% endcapture %}{{ w }}")]
    [InlineData("{% for w in v %}{{ w }}{% endfor %}{{ v | strip }}")]
    public void Html_values_are_escaped_whatever_the_way(string use)
    {
        var content = TestMail.Merge(
            TestMail.Template($"{Head}Content-Type: text/html\r\n\r\n<p title=\"x\">{use}</p>"),
            ("v", "<script>\"'&"));

        Assert.DoesNotContain("<script", content.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;&quot;&#x27;&amp;", content.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_end_in_a_header_value_becomes_a_blank()
    {
        var template = TestMail.Template("From: a@b.example\r\nSubject: Hi {{ v }}\r\nX-V: {{ v }}\r\n\r\nx");

        var content = TestMail.Merge(template, ("v", "a\r\nBcc: evil@example.net\r\n\r\nbody"));

        Assert.Equal("Hi a Bcc: evil@example.net body", content.Subject);
        Assert.Equal([new MergedHeader("X-V", "a Bcc: evil@example.net body")], content.Headers);
        Assert.Empty(TestMail.Parse(MessageWriter.Write(content, TestMail.Headers())).Bcc);
    }

    [Theory]
    [InlineData("山田", "boss@b.example", "山田")]
    [InlineData("x <evil@c.example>,", "boss@b.example", null)]
    [InlineData("x", "boss@b.example>, <evil@c.example", null)]
    public void A_merged_reply_address_stays_one_address(string name, string address, string? expected)
    {
        var template = TestMail.Template(
            "From: a@b.example\r\nSubject: s\r\nReply-To: {{ name }} <{{ mail }}>\r\n\r\nx");

        var merged = template.Merge(["name", "mail"], [name, address]);

        Assert.Equal(expected is null, merged.Content is null);
        if (merged.Content is not null)
        {
            var replyTo = TestMail.Parse(MessageWriter.Write(merged.Content, TestMail.Headers())).ReplyTo;
            var mailbox = Assert.Single(replyTo.Mailboxes);
            Assert.Equal((expected, address), (mailbox.Name, mailbox.Address));
        }
    }

    [Fact]
    public void The_files_own_unsubscribe_targets_are_merged()
    {
        var content = TestMail.Merge(
            TestMail.Template(TestMail.File("02-rich-ja.eml")), ("氏名", "山田"), ("number", "1"), ("token", "t0k"));

        Assert.Equal("https://u.example.co.jp/t0k", content.UnsubscribeUrl);
        Assert.Equal("mailto:off@example.co.jp", content.UnsubscribeMailto);
    }

    [Theory]
    [InlineData("{{ 会員-番号 }}")]
    [InlineData("{{会員-番号-}}")]
    [InlineData("{{-会員-番号}}")]
    [InlineData("{% if 会員-番号 %}{{ 会員-番号 }}{% endif %}")]
    public void A_column_may_have_a_hyphen_in_any_script(string source)
    {
        var content = TestMail.Merge(
            TestMail.Template($"From: a@b.example\r\nSubject: {source}\r\n\r\nx"), ("会員-番号", "7"));

        Assert.Equal("7", TestMail.Parse(MessageWriter.Write(content, TestMail.Headers())).Subject);
    }
}
