using System.Globalization;
using System.Text;
using OrleansMail.Addresses;
using OrleansMail.Messages;

namespace OrleansMail;

/// <summary>A multipart/alternative of about 10 KB with merge fields, and one recipient of it.</summary>
internal sealed class SampleMail
{
    private const string EnglishSentence =
        "The quick brown fox jumps over the lazy dog while seventeen engineers measure how long it takes. ";

    private const string JapaneseSentence = "素早い茶色の狐がのろまな犬を飛び越える間に、十七人の技術者が所要時間を測ります。";

    private static readonly string[] Columns = ["address", "name", "company", "city", "code", "token"];

    private SampleMail(string sentence, string[] row)
    {
        Row = row;
        Template = ContentTemplate.Compile(Encoding.UTF8.GetBytes(Content(sentence))).Template
            ?? throw new InvalidOperationException("The sample does not compile.");
        Binding = Template.Bind(Columns).Binding ?? throw new InvalidOperationException("The sample does not bind.");
        Merged = Binding.Merge(row).Content ?? throw new InvalidOperationException("The sample does not merge.");
        Octets = MessageWriter.Write(Merged, Headers);
    }

    public static SampleMail English => new(
        EnglishSentence,
        ["customer1@site1.test", "Customer 1", "Company 1 Inc", "City 1", "K1000001", "t00000001deadbeef"]);

    public static SampleMail Japanese => new(
        JapaneseSentence, ["customer1@site1.test", "山田 太郎", "株式会社見本", "横浜市", "K1000001", "t00000001deadbeef"]);

    public static MessageHeaders Headers { get; } = new(
        Sender.Of("News", Mailbox("news@sender.test")) ?? throw new InvalidOperationException("No sender."),
        Mailbox("customer1@site1.test"),
        ToName: null,
        "c1.42@sender.test",
        new DateTimeOffset(2026, 4, 1, 9, 30, 0, TimeSpan.FromHours(9)),
        "https://u.sender.test/u/t00000001deadbeef");

    public ContentTemplate Template { get; }

    public ContentBinding Binding { get; }

    /// <summary>In the order of the columns, the address first.</summary>
    public string[] Row { get; }

    public MergedContent Merged { get; }

    /// <summary>The finished mail, unsigned.</summary>
    public byte[] Octets { get; }

    private static Mailbox Mailbox(string address) =>
        Addresses.Mailbox.TryParse(address, out var mailbox, out var reason)
            ? mailbox
            : throw new InvalidOperationException(reason);

    private static string Content(string sentence)
    {
        var text = new StringBuilder("{{ name }}\r\n\r\n{{ code }}, {{ company }}, {{ city }}\r\n\r\n");
        var html = new StringBuilder("<html><body style=\"font-family:sans-serif\"><h1>{{ name }}</h1>\r\n");
        for (var i = 0; i < 12; i++)
        {
            var link = string.Create(
                CultureInfo.InvariantCulture, $"https://shop.sender.test/p/{i}?c={{{{ code }}}}&t={{{{ token }}}}");
            text.Append(sentence).Append(link).Append("\r\n");
            html.Append("<table width=\"100%\"><tr><td style=\"color:#333333\"><p>").Append(sentence).Append(sentence)
                .Append(sentence).Append("</p><a href=\"").Append(link).Append("\">&gt;</a></td></tr></table>\r\n");
        }

        return "Subject: {{ name }}, {{ company }}\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/alternative; boundary=\"b1\"\r\n\r\n"
            + $"--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
            + $"--b1\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}</body></html>\r\n--b1--\r\n";
    }
}
