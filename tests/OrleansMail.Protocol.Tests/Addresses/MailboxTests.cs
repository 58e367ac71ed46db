namespace OrleansMail.Addresses;

public class MailboxTests
{
    private static readonly string A63 = new('a', 63);

    /// <summary>Input, address on the wire, canonical key.</summary>
    public static TheoryData<string, string, string> Good => new()
    {
        { "taro@example.jp", "taro@example.jp", "taro@example.jp" },
        { "  taro@example.jp\u3000", "taro@example.jp", "taro@example.jp" },
        { "Taro.Yamada@Example.JP", "Taro.Yamada@example.jp", "taro.yamada@example.jp" },
        { "\"abc\"@example.jp", "abc@example.jp", "abc@example.jp" },
        { "\"a\\bc\"@example.jp", "abc@example.jp", "abc@example.jp" },
        { "\"a b\"@example.jp", "\"a b\"@example.jp", "a b@example.jp" },
        { "\"a@b\"@example.jp", "\"a@b\"@example.jp", "a@b@example.jp" },
        { "\"a\\\"b\\\\c\"@example.jp", "\"a\\\"b\\\\c\"@example.jp", "a\"b\\c@example.jp" },
        { "!#$%&'*+-/=?^_`{|}~@example.jp", "!#$%&'*+-/=?^_`{|}~@example.jp", "!#$%&'*+-/=?^_`{|}~@example.jp" },
        { "a+tag@mail.example.co.jp", "a+tag@mail.example.co.jp", "a+tag@mail.example.co.jp" },
        { "a@example.jp.", "a@example.jp", "a@example.jp" },
        { "a@1and1.com", "a@1and1.com", "a@1and1.com" },
        { "a@a--b.example", "a@a--b.example", "a@a--b.example" },
        { "a@münchen.example", "a@xn--mnchen-3ya.example", "a@xn--mnchen-3ya.example" },
        { "a@MÜNCHEN.Example", "a@xn--mnchen-3ya.example", "a@xn--mnchen-3ya.example" },
        { "a@xn--mnchen-3ya.example", "a@xn--mnchen-3ya.example", "a@xn--mnchen-3ya.example" },
        { "a@XN--MNCHEN-3YA.example", "a@xn--mnchen-3ya.example", "a@xn--mnchen-3ya.example" },
        { "a@日本語。jp", "a@xn--wgv71a119e.jp", "a@xn--wgv71a119e.jp" },
        { "a@ドメイン名例.jp", "a@xn--eckwd4c7cu47r2wf.jp", "a@xn--eckwd4c7cu47r2wf.jp" },
        { "taro＠example。jp", "taro@example.jp", "taro@example.jp" },
        { "taro＠ｅｘａｍｐｌｅ．ＪＰ", "taro@example.jp", "taro@example.jp" },
        { "taro@example｡jp", "taro@example.jp", "taro@example.jp" },
        { "a@faß.example", "a@xn--fa-hia.example", "a@xn--fa-hia.example" },
        { new string('a', 64) + "@b.jp", new string('a', 64) + "@b.jp", new string('a', 64) + "@b.jp" },
        { $"\"{new string('a', 64)}\"@b.jp", new string('a', 64) + "@b.jp", new string('a', 64) + "@b.jp" },
        { $"\"{new string(' ', 62)}\"@b.jp", $"\"{new string(' ', 62)}\"@b.jp", new string(' ', 62) + "@b.jp" },
        { $"a@{A63}.jp", $"a@{A63}.jp", $"a@{A63}.jp" },
        { $"a@{A63}.{A63}.{A63}.{A63[..60]}", $"a@{A63}.{A63}.{A63}.{A63[..60]}", $"a@{A63}.{A63}.{A63}.{A63[..60]}" },
    };

    /// <summary>The spellings in which such addresses come back from people and from their providers.</summary>
    public static TheoryData<string, string, string> OddDots => new()
    {
        { "abc.@docomo.ne.jp", "\"abc.\"@docomo.ne.jp", "abc.@docomo.ne.jp" },
        { "\"abc.\"@docomo.ne.jp", "\"abc.\"@docomo.ne.jp", "abc.@docomo.ne.jp" },
        { ".abc@docomo.ne.jp", "\".abc\"@docomo.ne.jp", ".abc@docomo.ne.jp" },
        { "a..b@docomo.ne.jp", "\"a..b\"@docomo.ne.jp", "a..b@docomo.ne.jp" },
        { "a...b@DOCOMO.ne.jp", "\"a...b\"@docomo.ne.jp", "a...b@docomo.ne.jp" },
        { "Abc.@ezweb.ne.jp", "\"Abc.\"@ezweb.ne.jp", "abc.@ezweb.ne.jp" },
        { "\"a..b\"@ezweb.ne.jp", "\"a..b\"@ezweb.ne.jp", "a..b@ezweb.ne.jp" },
        { ".a.b..c.@ezweb.ne.jp", "\".a.b..c.\"@ezweb.ne.jp", ".a.b..c.@ezweb.ne.jp" },
        { "abc.@au.com", "\"abc.\"@au.com", "abc.@au.com" },
        { "-abc.@au.com", "\"-abc.\"@au.com", "-abc.@au.com" },
        { "a_b..@au.com", "\"a_b..\"@au.com", "a_b..@au.com" },
        { "abc.＠docomo。ne。jp", "\"abc.\"@docomo.ne.jp", "abc.@docomo.ne.jp" },
    };

    /// <summary>Input and words the reason must have.</summary>
    public static TheoryData<string, string> BadLocalParts => new()
    {
        { "", "empty" },
        { " \u3000 ", "empty" },
        { "taro", "no @" },
        { "@example.jp", "nothing before" },
        { "a@b@example.jp", "more than one @" },
        { "a＠b@example.jp", "more than one @" },
        { "taro @example.jp", "space before" },
        { "ta\tro@example.jp", "space before" },
        { "Taro <taro@example.jp>", "space before" },
        { "<taro@example.jp>", "alone" },
        { "\"a<b\"@example.jp", "alone" },
        { "taro,jiro@example.jp", "character ," },
        { "ta(ro)@example.jp", "character (" },
        { "a\\b@example.jp", "character \\" },
        { "太郎@example.jp", "only ASCII" },
        { "ｔａｒｏ@example.jp", "only ASCII" },
        { "\"太郎\"@example.jp", "only ASCII" },
        { "tarö@example.jp", "only ASCII" },
        { "a\r\nRCPT TO:<x@y.jp>@d.jp", "more than one @" },
        { "\"a\r\nRCPT TO:<x@y>\"@d.jp", "line break" },
        { "\"a\\\r\n\"@d.jp", "line break" },
        { "a\0b@example.jp", "control" },
        { "\"a\0b\"@example.jp", "control" },
        { "\"a\u007F\"@example.jp", "control" },
        { "\"\"@example.jp", "empty" },
        { "\"a@example.jp", "not closed" },
        { "\"a\\\"@example.jp", "not closed" },
        { "\"a\"b@example.jp", "backslash" },
        { "\"a\"\"b\"@example.jp", "backslash" },
        { "abc.@example.jp", "dot" },
        { ".abc@example.jp", "dot" },
        { "a..b@softbank.ne.jp", "dot" },
        { "\"abc.\"@example.jp", "dot" },
        { "abc.@mail.docomo.ne.jp", "dot" },
        { new string('a', 65) + "@b.jp", "64" },
        { $"\"{new string(' ', 63)}\"@b.jp", "64" },
        { $"\"{string.Concat(Enumerable.Repeat("\\\"", 32))}\"@b.jp", "64" },
    };

    /// <summary>Input and words the reason must have.</summary>
    public static TheoryData<string, string> BadDomains => new()
    {
        { "taro@", "no domain" },
        { "taro@ example.jp", "space in the domain" },
        { "taro@example.jp>", "alone" },
        { "a@exam\0ple.jp", "control" },
        { "a@example.jp\r\n", "line break" },
        { "a@example.jp\n.x", "line break" },
        { "a@[192.0.2.1]", "brackets" },
        { "a@[IPv6:2001:db8::1]", "brackets" },
        { "a@192.0.2.1", "number" },
        { "a@localhost", "no dot" },
        { "a@example..jp", "dot too many" },
        { "a@.example.jp", "dot too many" },
        { "a@example.jp..", "dot too many" },
        { "a@.", "no domain" },
        { "a@my_host.example.jp", "underscore" },
        { "a@-example.jp", "hyphen" },
        { "a@example-.jp", "hyphen" },
        { "a@exam!ple.jp", "character !" },
        { "a@example.jp:25", "character :" },
        { "a@exam\u200Dple.jp", "U+200D" },
        { "a@exam\u00ADple.jp", "U+00AD" },
        { "a@a\u0301.jp", "U+0301" },
        { "a@か\u3099.jp", "U+3099" },
        { "a@ｶﾞ.jp", "U+FF76" },
        { "a@ﬁ.jp", "U+FB01" },
        { "a@☃.jp", "U+2603" },
        { "a@😀.jp", "U+1F600" },
        { "a@日本_語.jp", "underscore" },
        { "a@xn--a.jp", "Punycode" },
        { "a@xn--.jp", "hyphen" },
        { "a@\uD800.jp", "U+FFFD" },
        { $"a@{A63}a.jp", "63" },
        { $"a@{A63}.{A63}.{A63}.{A63[..61]}", "254" },
        { $"a@{A63}.{A63}.{A63}.{A63}", "253" },
        { "a@" + new string('a', 100_000) + ".jp", "253" },
        { "a@" + new string('語', 60) + ".jp", "encoded" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    [MemberData(nameof(OddDots))]
    public void An_address_has_one_form_for_the_wire_and_one_key(string text, string address, string canonical)
    {
        Assert.True(Mailbox.TryParse(text, out var mailbox, out var reason), reason);

        Assert.Null(reason);
        Assert.Equal(address, mailbox.Address);
        Assert.Equal(address, mailbox.ToString());
        Assert.Equal(canonical, mailbox.Canonical);
    }

    [Theory]
    [MemberData(nameof(Good))]
    [MemberData(nameof(OddDots))]
    public void The_wire_form_reads_back_to_an_equal_mailbox(string text, string address, string canonical)
    {
        Assert.True(Mailbox.TryParse(text, out var mailbox, out _));
        Assert.True(Mailbox.TryParse(address, out var again, out _));

        Assert.Equal(mailbox, again);
        Assert.Equal(canonical, again.Canonical);
        Assert.True(address.Length <= Mailbox.MaxAddressLength);
    }

    [Theory]
    [MemberData(nameof(BadLocalParts))]
    [MemberData(nameof(BadDomains))]
    public void A_bad_address_is_refused_with_a_reason_that_does_not_repeat_it(string text, string words)
    {
        Assert.False(Mailbox.TryParse(text, out var mailbox, out var reason));

        Assert.Null(mailbox);
        Assert.Contains(words, reason, StringComparison.Ordinal);
        Assert.DoesNotContain("example", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("taro", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_local_part_keeps_its_case_and_loses_its_quotes()
    {
        Assert.True(Mailbox.TryParse("\"Abc.\"@Docomo.ne.jp", out var mailbox, out _));

        Assert.Equal("Abc.", mailbox.LocalPart);
        Assert.Equal("docomo.ne.jp", mailbox.Domain);
    }
}
