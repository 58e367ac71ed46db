using System.Globalization;
using System.Text;
using MimeKit;
using OrleansMail.Recipients;

namespace OrleansMail.Scenarios;

/// <summary>A bilingual letter with inline image and attachment, its recipients, and what each must find in the mail.</summary>
internal static class RealCampaign
{
    private static readonly string[] English = ["Alice Moore", "Zoë O'Neil", "Dana <Q> & Sons", "Chen \"Lee\" Wei"];
    private static readonly string[] Japanese = ["佐藤 花子", "髙橋 𠮷男", "田中 健", "伊藤 さくら"];

    public static string[] Columns => ["name", "number", "points", "language"];

    public static byte[] Template { get; } = MakeTemplate();

    public static RecipientRow[] Rows(int count, params string[] domains) =>
    [
        .. Enumerable.Range(0, count).Select(index => new RecipientRow(
            index + 2,
            string.Create(null, $"reader{index}@{domains[index % domains.Length]}"),
            [
                index % 2 == 0 ? Japanese[index / 2 % Japanese.Length] : English[index / 2 % English.Length],
                Number(index),
                (index * 37 % 5000).ToString(CultureInfo.InvariantCulture),
                index % 2 == 0 ? "ja" : "en",
            ])),
    ];

    /// <summary>Writes what <c>verify-mail.py</c> shall look for.</summary>
    public static async Task WriteExpectedAsync(string path, IEnumerable<RecipientRow> rows)
    {
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(false));
        await file.WriteLineAsync("address,header:Subject,header:List-Unsubscribe-Post,name,number,points,greeting");
        foreach (var row in rows)
        {
            var (name, number, points, isJapanese) =
                (row.Values[0], row.Values[1], row.Values[2], row.Values[3] == "ja");
            string[] cells =
            [
                row.Address,
                isJapanese ? $"{name} 様へのお知らせ（会員番号 {number}）" : $"News for {name} ({number})",
                "List-Unsubscribe=One-Click",
                name,
                number,
                points,
                isJapanese ? $"{name} 様" : $"Dear {name},",
            ];
            await file.WriteLineAsync(string.Join(',', cells.Select(Quoted)));
        }
    }

    private static string Number(int index) => (7_000_001 + (index * 13)).ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static byte[] MakeTemplate()
    {
        var image = new MimePart("image", "png")
        {
            ContentId = "logo@sender.orleansmail.test",
            ContentDisposition = new ContentDisposition(ContentDisposition.Inline) { FileName = "ロゴ.png" },
            ContentTransferEncoding = ContentEncoding.Base64,
            Content = new MimeContent(new MemoryStream(Octets(3_000))),
        };
        var attachment = new MimePart("application", "pdf")
        {
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = "ご案内.pdf" },
            ContentTransferEncoding = ContentEncoding.Base64,
            Content = new MimeContent(new MemoryStream(Octets(12_000))),
        };
        const string open = "{% if language == \"ja\" %}";
        var text = new TextPart("plain")
        {
            Text = open + "{{ name }} 様\r\n\r\n会員番号 {{ number }} のポイントは {{ points }} です。添付の資料をご覧ください。\r\n"
                + "{% else %}Dear {{ name }},\r\n\r\nyour number {{ number }} has {{ points }} points. See attached.\r\n"
                + ".a line that begins with a dot\r\n{% endif %}From here to there\r\n",
        };
        var html = new TextPart("html")
        {
            Text = "<html><body><img src=\"cid:logo@sender.orleansmail.test\" alt=\"logo\">\r\n"
                + open + "<p>{{ name }} 様</p>{% else %}<p>Dear {{ name }},</p>{% endif %}\r\n"
                + "<p>{{ number }}: <b>{{ points }}</b></p></body></html>\r\n",
        };
        var related = new MultipartRelated { new MultipartAlternative { text, html } };
        related.Add(image);
        using var message = new MimeMessage { Body = new Multipart("mixed") { related, attachment } };
        message.Subject = open + "{{ name }} 様へのお知らせ（会員番号 {{ number }}）"
            + "{% else %}News for {{ name }} ({{ number }}){% endif %}";
        message.Headers.Remove(HeaderId.From);
        message.Headers.Remove(HeaderId.Date);
        message.Headers.Remove(HeaderId.MessageId);
        using var octets = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(format, octets);
        return octets.ToArray();
    }

    private static byte[] Octets(int count) => [.. Enumerable.Range(0, count).Select(index => (byte)(index * 31))];
}
