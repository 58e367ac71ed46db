using CsCheck;

namespace OrleansMail.Addresses;

public class MailboxPropertyTests
{
    // Weighted towards what has a meaning in an address, so that both outcomes are common.
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["ab.@\"\\<>\r\n\0 -_1[]＠。。éか\u3099\u200D\uD83D\uDE00"], 0, 20]);

    private static readonly Gen<string> LocalText = Gen.String[Gen.Char["abXY12.@\"\\ !#-_+"], 1, 20];

    private static readonly string[] Domains =
        ["docomo.ne.jp", "ezweb.ne.jp", "au.com", "example.jp", "日本語.jp", "MÜNCHEN.example"];

    private static readonly Gen<string> QuotedAddress = Gen.Select(
        LocalText,
        Gen.Int[0, Domains.Length - 1],
        (local, domain) => $"\"{local.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"@{Domains[domain]}");

    [Fact]
    public void No_text_throws_and_every_refusal_has_a_reason() => AnyText.Sample(text =>
    {
        var parsed = Mailbox.TryParse(text, out var mailbox, out var reason);
        Assert.Equal(parsed, mailbox is not null);
        Assert.Equal(parsed, reason is null);
    }, iter: 20_000);

    [Fact]
    public void Any_text_as_a_domain_gives_a_plain_host_name_or_a_reason() => AnyText.Sample(text =>
    {
        if (Mailbox.TryParse($"a@{text}", out var mailbox, out _))
        {
            Assert.Matches("^[a-z0-9.-]+\\.[a-z0-9-]+$", mailbox.Domain);
        }
    }, iter: 20_000);

    [Fact]
    public void What_is_printed_reads_back_the_same() => Gen.OneOf(AnyText, QuotedAddress).Sample(text =>
    {
        if (Mailbox.TryParse(text, out var mailbox, out _))
        {
            Assert.True(Mailbox.TryParse(mailbox.Address, out var again, out var reason), reason);
            Assert.Equal(mailbox, again);
            Assert.Equal(mailbox.Address, again.Address);
            Assert.Equal(mailbox.Canonical, again.Canonical);
        }
    }, iter: 20_000);

    [Fact]
    public void The_key_does_not_change_with_the_case() => QuotedAddress.Sample(text =>
    {
        if (Mailbox.TryParse(text, out var mailbox, out _))
        {
            Assert.True(Mailbox.TryParse(text.ToUpperInvariant(), out var upper, out var reason), reason);
            Assert.Equal(mailbox.Canonical, upper.Canonical);
        }
    }, iter: 20_000);

    [Fact]
    public void The_wire_form_is_printable_ASCII_and_spaces_are_inside_quotes() =>
        Gen.OneOf(AnyText, QuotedAddress).Sample(text =>
        {
            if (Mailbox.TryParse(text, out var mailbox, out _))
            {
                Assert.DoesNotContain(mailbox.Address, c => c is < ' ' or > '~' or '<' or '>');
                Assert.True(mailbox.Address[0] == '"' || !mailbox.Address.Contains(' '));
                Assert.True(mailbox.Address.LastIndexOf('@') <= 64);
            }
        }, iter: 20_000);

    [Fact]
    public void A_quoted_local_part_of_plain_characters_is_always_read_where_odd_dots_are_allowed() =>
        LocalText.Sample(local =>
        {
            var quoted = $"\"{local.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"@au.com";
            Assert.True(Mailbox.TryParse(quoted, out var mailbox, out var reason), reason);
            Assert.Equal(local, mailbox.LocalPart);
        }, iter: 20_000);
}
