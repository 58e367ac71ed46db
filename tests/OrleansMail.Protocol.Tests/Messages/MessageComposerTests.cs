using System.Buffers;
using System.Text;
using CsCheck;
using MimeKit;
using OrleansMail.Dkim;

namespace OrleansMail.Messages;

/// <summary>The composer says what merge and writer say, and nothing else: they are its oracle.</summary>
public sealed class MessageComposerTests
{
    private static readonly string[] Columns = ["address", "v", "w", "name", "氏名Ä"];

    private static readonly string[] Texts =
    [
        "Dear ", "{{ v }}", "{{ w }}", "{{ name }}", "{{ NAME }}", "{{ 氏名Ä }}", "{{ 氏名ä }}", "{{ v | escape }}", "\r\n", "\r\n\r\n",
        ".", "\r\n.", " ", "  ", "\t",
        "a line of some more words that goes on and on, beyond the end of any line there is, ", "様", "こんにちは、", "😀",
        "=", "<b>", "</b>&amp;", "=?utf-8?Q?x?=", "--=_0.0", "From ", "{{- v -}}", " {{- w }}",
    ];

    private static readonly string[] Codes =
    [
        "{% if v %}{{ v }}{% else %}none{% endif %}", "{{ w | upcase }}", "{{ v | default: 'x' }}",
        "{% for i in (1..3) %}{{ i }}{{ w }}{% endfor %}", "{% comment %}x{% endcomment %}",
        "{% assign v = 'local' %}{{ v }}", "{%- if v -%} {{ v }} {%- endif -%}",
        "{% if name == 'Ann' %}\r\nx\r\n{% endif %}", "{% case w %}{% when 'Ann' %}A{% else %}{{ w }}{% endcase %}",
        "{% unless v %}none{% endunless %}", "{{ v | slice: 1, 1 }}", "{% raw %}{{ v }}{% endraw %}",
        "{% for c in v %}{% if c %}{% break %}{% endif %}{% endfor %}",
        "{% capture v %}{{ w }}!{% endcapture %}{{ v | escape }}", "{{ w | escape | upcase }}",
        "{{ v | replace: '<', '>' }}", "{% if w %}{% assign name = 'Bo' %}{% endif %}{{ name }}",
        "{% cycle 'a', 'b' %}{% cycle 'a', 'b' %}", "{{ v.size }}", "{% if w == 'zz' %}{{ undefined }}{% endif %}",
    ];

    private static readonly Gen<string> Plain = Gen.Int[0, Texts.Length - 1].Select(i => Texts[i]).Array[1, 14]
        .Select(string.Concat);

    private static readonly Gen<string> Any = Gen.Frequency(
        (4, Plain),
        (1, Gen.Select(Plain, Gen.Int[0, Codes.Length - 1].Select(i => Codes[i]).Array[1, 3], Plain, (a, codes, b) =>
            a + string.Join(b, codes) + b)));

    private static readonly Gen<string> OneLine = Any.Select(text => HeaderText.OneLine("s" + text));

    private static readonly Gen<string> Template = Gen.Select(
        OneLine, OneLine, Any, Any, Gen.Int[0, 5], Gen.Bool, File);

    private static readonly Gen<string[]> Row = Gen.Select(
        HostileValues.All, HostileValues.All, HostileValues.All, HostileValues.All,
        (v, w, name, kanji) => new[] { "r@example.net", v, w, name, kanji });

    private static readonly Gen<string[]> OddRow = HostileValues.Raw.Array[0, 5];

    [Fact]
    public void Every_good_row_reads_the_same_as_by_the_slow_path()
    {
        using var buffer = new MessageBuffer();
        var fast = 0;
        Gen.Select(Template, Row).Sample(
            (eml, row) =>
            {
                if (ContentTemplate.Compile(Encoding.UTF8.GetBytes(eml)).Template?.Bind(Columns).Binding is { } binding)
                {
                    fast += Compare(binding, row, buffer) ? 1 : 0;
                }
            },
            iter: 2000,
            threads: 1);
        Assert.InRange(fast, 1000, 2000);
    }

    [Fact]
    public void Every_odd_row_has_the_same_error_as_by_the_slow_path()
    {
        using var buffer = new MessageBuffer();
        var (good, bad) = (0, 0);
        Gen.Select(Template, OddRow).Sample(
            (eml, row) =>
            {
                if (ContentTemplate.Compile(Encoding.UTF8.GetBytes(eml)).Template?.Bind(Columns).Binding is { } binding)
                {
                    _ = Compare(binding, row, buffer) ? good++ : bad++;
                }
            },
            iter: 2000,
            threads: 1);
        Assert.True(good > 50 && bad > 500, $"{good} good, {bad} bad");
    }

    [Theory]
    [InlineData("01-plain-en", "order,name,note", "A-1,O'Neil & Sons,")]
    [InlineData("02-rich-ja", "address,氏名,number,token", "a@b.example,山田 太郎<b>,1&2,t0k")]
    [InlineData("03-iso-2022-jp", "name", "髙橋😀")]
    public void Files_read_the_same(string file, string columns, string values)
    {
        using var buffer = new MessageBuffer();
        var binding = TestMail.Template(TestMail.File($"{file}.eml")).Bind(columns.Split(',')).Binding!;

        Assert.True(Compare(binding, values.Split(','), buffer));
    }

    [Fact]
    public void Every_character_is_escaped_in_html_as_by_the_slow_path()
    {
        using var buffer = new MessageBuffer();
        var binding = Bind("Content-Type: text/html\r\n\r\n<p>{{ v }}</p>{{ v | escape }}<br>", "v");

        for (var first = 0xA0; first < 0x30000; first += 64)
        {
            var value = "x" + string.Concat(Enumerable.Range(first - (first == 0xA0 ? 0x80 : 0), 64)
                .Where(Rune.IsValid)
                .Select(c => new Rune(c))
                .Where(r => !Rune.IsControl(r))
                .Select(r => r.ToString())) + "x";
            Assert.True(Compare(binding, [value], buffer));
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/html")]
    public void A_value_that_ends_the_message_brings_no_empty_line(string type)
    {
        using var buffer = new MessageBuffer();
        string[] sources =
            ["Hi {{ v }}", "Hi {{ v }}\r\n\r\n", "山田山田山田 {{ v }}", "山田山田山田 {{ v }}\r\n", "{{ v }}",
             "x{% if v %}\r\n{% endif %}"];
        foreach (var source in sources)
        {
            var binding = Bind($"Content-Type: {type}; charset=utf-8\r\n\r\n{source}", "v");
            foreach (var value in new[] { "x", "x ", "x\n", "x\r\n\r\n", "x\n \n", ".", "x\t" })
            {
                Assert.True(Compare(binding, [value], buffer));
            }
        }
    }

    [Fact]
    public void A_huge_value_between_small_ones_is_a_value_like_any_other()
    {
        using var buffer = new MessageBuffer();
        var binding = Bind("Content-Type: text/html\r\n\r\n<p>{{ v }}</p>{{ v }}<i>{{ w }}</i>", "v,w");

        var lines = string.Concat(Enumerable.Repeat("x \n", 25_000));
        foreach (var value in new[] { "a", new string('é', 70_000), "b", new string('.', 70_000), lines, "c" })
        {
            Assert.True(Compare(binding, [value, "w"], buffer));
        }
    }

    [Fact]
    public void Soft_breaks_part_values_from_the_text_that_was_encoded_once()
    {
        using var buffer = new MessageBuffer();
        var binding = Bind(
            "Content-Type: text/plain; charset=utf-8\r\n\r\nDear {{ v }}, é.\r\n{{ v }}\r\n{{ v }}{{ v }}.\r\n"
            + "Bye {{ v }}\r\n",
            "v");

        Assert.True(Compare(binding, [".Ann= "], buffer));

        Assert.EndsWith(
            "\r\n\r\nDear =\r\n=2EAnn=3D=20=\r\n, =C3=A9.\r\n=2EAnn=3D=20\r\n=2EAnn=3D=20=\r\n=2EAnn=3D=20=\r\n"
            + "=2E\r\nBye =\r\n=2EAnn=3D=20\r\n",
            Encoding.ASCII.GetString(buffer.WrittenSpan),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ v }}{{ w }}", false)]
    [InlineData("{{ v }}{{ w | strip }}", false)]
    [InlineData("{{ w | slice: 0, 1 }}{{ w | slice: 1, 1 }}{{ v }}", true)]
    public void Two_halves_of_a_character_meet_as_they_do_in_the_slow_path(string source, bool isWhole)
    {
        using var buffer = new MessageBuffer();
        var binding = Bind($"Content-Type: text/plain; charset=utf-8\r\n\r\n{source}!", "v,w");

        Assert.True(Compare(binding, isWhole ? ["x", "😀"] : ["\ud83d", "\ude00"], buffer));
    }

    [Fact]
    public void An_attachment_follows_as_it_is()
    {
        using var buffer = new MessageBuffer();
        var file = Convert.ToBase64String(new byte[300_000], Base64FormattingOptions.InsertLineBreaks);
        var binding = Bind(
            "Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\r\nHi {{ v }}\r\n--q\r\n"
            + $"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n{file}\r\n--q--\r\n",
            "v");

        Assert.True(Compare(binding, ["x"], buffer));
        Assert.True(Compare(binding, ["y"], buffer));
    }

    [Theory]
    [InlineData("https://u.example/{{ v }}", "t0k")]
    [InlineData("https://u.example/{{ v }}", "a b,c>é")]
    [InlineData("https://u.example/{{ v | upcase }}", "t0k")]
    [InlineData("https://u.example/{{ v }}", "")]
    [InlineData("https://u.example/{{ v }}", "LONG")]
    public void The_templates_own_unsubscribe_targets_serve_where_the_facts_have_none(string url, string value)
    {
        using var buffer = new MessageBuffer();
        var binding = Bind($"List-Unsubscribe: <mailto:off-{{{{ v }}}}@u.example>, <{url}>\r\n\r\nx", "v");
        var row = new[] { value == "LONG" ? new string('x', 901) : value };

        var none = Facts with { ListUnsubscribeUrl = null, ListUnsubscribeMailto = null };
        var isGood = Compare(binding, row, buffer, none);
        Assert.Equal(isGood, Compare(binding, row, buffer, Facts with { ListUnsubscribeUrl = null }));
        Assert.Equal(isGood, Compare(binding, row, buffer, Facts with { ListUnsubscribeMailto = "" }));
        Assert.Equal(value is not ("" or "LONG"), isGood);
    }

    [Fact]
    public void Facts_that_no_header_can_carry_are_mistakes_of_the_caller()
    {
        using var buffer = new MessageBuffer();
        var binding = Bind("\r\nx", "v");
        var composer = new MessageComposer(binding, TestMail.Headers().From);

        var url = "https://" + new string('x', 900);
        foreach (var facts in new[] { Facts with { MessageId = "x" }, Facts with { ListUnsubscribeUrl = url } })
        {
            Assert.Throws<ArgumentException>(() => composer.Compose(["x"], facts, buffer));
        }
    }

    [Fact]
    public void Many_threads_compose_their_own_rows()
    {
        var composer = new MessageComposer(
            Bind("Content-Type: text/html\r\n\r\n<p>{{ v }}</p>{{ v | upcase }}", "v"), TestMail.Headers().From);

        Parallel.For(0, 2000, i =>
        {
            using var buffer = new MessageBuffer();
            Assert.Null(composer.Compose([$"row{i}"], Facts, buffer));
            using var parsed = TestMail.Parse(buffer.Written.ToArray());
            Assert.Equal($"<p>row{i}</p>ROW{i}", parsed.HtmlBody?.TrimEnd());
        });
    }

    private static MessageFacts Facts
    {
        get
        {
            var headers = TestMail.Headers();
            return new MessageFacts(
                headers.To, headers.MessageId, headers.Date, headers.ListUnsubscribeUrl, headers.ListUnsubscribeMailto);
        }
    }

    // True when both wrote a message; then it was the same to every reader.
    private static bool Compare(
        ContentBinding binding, string[] row, MessageBuffer buffer, MessageFacts? given = null)
    {
        var facts = given ?? Facts with { ToName = row.LastOrDefault() };
        var composer = new MessageComposer(binding, TestMail.Headers().From, "c1:shop");
        var error = composer.Compose(row, facts, buffer);
        var merged = binding.Judge(row);
        SameToRead(merged, binding.Merge(row));
        var slow = merged.Content is null ? null : Slow(merged.Content, facts);
        var defect = slow is null ? null : WireCheck.Find(slow);
        var reason = $"It would break the rules of the wire: {defect}.";
        var refusal = defect is null ? null : new MergeError("message", reason);
        Assert.Equal(merged.Errors.Count > 0 ? merged.Errors[0] : refusal, error);
        Assert.Equal(error is null, buffer.Length > 0);
        if (error is null)
        {
            Same(slow!, buffer.Written.ToArray());
        }

        return error is null;
    }

    private static void SameToRead(MergeResult judged, MergeResult joined)
    {
        Assert.Equal(judged.Errors, joined.Errors);
        Assert.Equal(judged.Content?.Subject, joined.Content?.Subject);
        Assert.Equal(judged.Content?.Text, joined.Content?.Text);
        Assert.Equal(judged.Content?.Html, joined.Content?.Html);
        Assert.Equal(judged.Content?.Headers, joined.Content?.Headers);
        Assert.Equal(judged.Content?.UnsubscribeUrl, joined.Content?.UnsubscribeUrl);
        Assert.Equal(judged.Content?.UnsubscribeMailto, joined.Content?.UnsubscribeMailto);
    }

    private static byte[] Slow(MergedContent content, MessageFacts facts) => MessageWriter.Write(
        content,
        TestMail.Headers(facts.ToName) with
        {
            ListUnsubscribeUrl = facts.ListUnsubscribeUrl ?? content.UnsubscribeUrl,
            ListUnsubscribeMailto = facts.ListUnsubscribeMailto ?? content.UnsubscribeMailto,
        });

    private static void Same(byte[] expected, byte[] actual)
    {
        var defect = WireCheck.Find(actual);
        Assert.True(defect is null, defect);
        Assert.Equal(-1, actual.AsSpan().IndexOf("\r\n."u8));
        var (head, body) = (Head(expected), Head(actual));
        Assert.Equal(Encoding.ASCII.GetString(expected, 0, head), Encoding.ASCII.GetString(actual, 0, body));

        // A body without a character is one line end on the wire, and nothing to a verifier.
        var canonical = new ArrayBufferWriter<byte>();
        RelaxedCanonicalization.WriteBody(canonical, actual.AsSpan(body));
        var isEmpty = actual.AsSpan(body).SequenceEqual("\r\n"u8) && expected.AsSpan(head).SequenceEqual("\r\n"u8);
        Assert.True(isEmpty || canonical.WrittenSpan.SequenceEqual(actual.AsSpan(body)));

        using var one = TestMail.Parse(expected);
        using var other = TestMail.Parse(actual);
        Assert.Equal(one.Subject, other.Subject);
        Assert.Equal(one.TextBody, other.TextBody);
        Assert.Equal(one.HtmlBody, other.HtmlBody);
        Assert.Equal(
            one.BodyParts.Select(part => part.Headers.Select(h => h.ToString())),
            other.BodyParts.Select(part => part.Headers.Select(h => h.ToString())));
        Assert.Equal(one.BodyParts.Select(Decoded), other.BodyParts.Select(Decoded));
    }

    private static int Head(byte[] message) => message.AsSpan().IndexOf("\r\n\r\n"u8) + 4;

    private static string Decoded(MimeEntity part) => Encoding.UTF8.GetString(((MimePart)part).Decoded());

    private static ContentBinding Bind(string rest, string columns) =>
        TestMail.Template("From: a@b.example\r\nSubject: s\r\n" + rest).Bind(columns.Split(',')).Binding!;

    private static string File(string subject, string header, string text, string html, int form, bool isJapanese)
    {
        var first = isJapanese ? "山田様山田様山田様山田様山田様山田様、" : string.Empty;
        var head = $"From: a@b.example\r\nSubject: {subject}\r\nX-One: {header}\r\n";
        const string AsText = "Content-Type: text/plain; charset=utf-8\r\n\r\n";
        const string AsHtml = "Content-Type: text/html; charset=utf-8\r\n\r\n";
        return form switch
        {
            0 => $"{head}{AsText}{first}{text}",
            1 => $"{head}{AsHtml}{first}{html}",
            2 => $"{head}Reply-To: {{{{ v }}}} <{{{{ w }}}}@b.example>\r\n{AsText}{text}",
            3 => $"{head}List-Unsubscribe: <https://u.example/{{{{ w }}}}>\r\n{AsHtml}{html}",
            _ => $"{head}Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n"
                + $"Content-Type: multipart/alternative; boundary=r\r\n\r\n--r\r\n{AsText}{first}{text}\r\n--r\r\n"
                + $"{AsHtml}{first}{html}\r\n--r--\r\n--q\r\nContent-Type: image/png; name=a.png\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--q--\r\n",
        };
    }
}
