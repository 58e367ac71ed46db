using System.Globalization;
using System.Text;

namespace OrleansMail.Shapes;

/// <summary>Writes the mail of a shape as .eml: multipart/alternative, merge fields in subject, text and HTML.</summary>
internal static class ContentWriter
{
    private const int Kilobyte = 1024;

    /// <summary>Links in each of the parts, two merge fields in each; fewer if the mail has no room for them.</summary>
    private const int Links = 8;

    /// <summary>Of the room, what the text part takes; the HTML takes the rest.</summary>
    private const double TextShare = 0.35;

    private const string Boundary = "=_alternative";
    private const string OuterBoundary = "=_mixed";

    public static Task WriteAsync(AudienceShape shape, string path, CancellationToken cancellation) =>
        File.WriteAllTextAsync(path, Compose(shape), new UTF8Encoding(false), cancellation);

    public static string Compose(AudienceShape shape)
    {
        var goal = shape.SizeKilobytes * Kilobyte;
        var links = Links;
        while (links > 0 && WireSize.Of(Text(shape.Japanese, links, 0), Html(shape.Japanese, links, 0)) > goal)
        {
            links--;
        }

        var bare = WireSize.Of(Text(shape.Japanese, links, 0), Html(shape.Japanese, links, 0));
        var textRoom = WireSize.Encoded(Text(shape.Japanese, links, 0)) + (int)((goal - bare) * TextShare);
        var text = Filled(length => Text(shape.Japanese, links, length), textRoom);
        var html = Filled(length => Html(shape.Japanese, links, length), goal - WireSize.Of(text, ""));
        return Message(shape, text, html);
    }

    /// <summary>The longest filling with which the part is not above its room.</summary>
    private static string Filled(Func<int, string> part, int room)
    {
        var (least, most) = (0, Math.Max(0, room));
        while (least < most)
        {
            var middle = (least + most + 1) / 2;
            (least, most) = WireSize.Encoded(part(middle)) <= room ? (middle, most) : (least, middle - 1);
        }

        return part(least);
    }

    private static string Text(bool japanese, int links, int filling)
    {
        var text = new StringBuilder(Words.Greeting(japanese)).Append("\r\n\r\n");
        for (var link = 0; link < Math.Max(links, 1); link++)
        {
            AppendFilling(text, Words.Sentence(japanese), Share(filling, links, link), "\r\n");
            if (link < links)
            {
                text.Append(CultureInfo.InvariantCulture, $"https://shop.sender.test/p/{link}")
                    .Append("?c={{ code }}&t={{ token }}\r\n\r\n");
            }
        }

        return text.ToString();
    }

    private static string Html(bool japanese, int links, int filling)
    {
        var html = new StringBuilder("<html><head><title>{{ name }}</title></head><body><p>")
            .Append(Words.Greeting(japanese)).Append("</p>\r\n");
        for (var link = 0; link < Math.Max(links, 1); link++)
        {
            html.Append("<p style=\"color:#333333\">");
            AppendFilling(html, Words.Sentence(japanese), Share(filling, links, link), "<br>\r\n");
            html.Append("</p>\r\n");
            if (link < links)
            {
                html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"https://shop.sender.test/p/{link}")
                    .Append("?c={{ code }}&amp;t={{ token }}\">")
                    .Append(CultureInfo.InvariantCulture, $"{link + 1}</a></p>\r\n");
            }
        }

        return html.Append("</body></html>\r\n").ToString();
    }

    private static int Share(int filling, int links, int link) =>
        links == 0 ? filling : (filling / links) + (link < filling % links ? 1 : 0);

    private static void AppendFilling(StringBuilder text, string sentence, int length, string lineEnd)
    {
        for (var rest = length; rest > 0; rest -= sentence.Length)
        {
            text.Append(sentence.AsSpan(0, Math.Min(rest, sentence.Length)).TrimEnd()).Append(lineEnd);
        }
    }

    private static string Message(AudienceShape shape, string text, string html)
    {
        var message = new StringBuilder("Subject: ").Append(Words.Subject(shape.Japanese))
            .Append("\r\nMIME-Version: 1.0\r\n");
        if (shape.AttachmentKilobytes > 0)
        {
            message.Append(
                CultureInfo.InvariantCulture,
                $"Content-Type: multipart/mixed; boundary=\"{OuterBoundary}\"\r\n\r\n--{OuterBoundary}\r\n");
        }

        message.Append(
            CultureInfo.InvariantCulture,
            $"Content-Type: multipart/alternative; boundary=\"{Boundary}\"\r\n\r\n"
            + $"--{Boundary}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n"
            + $"--{Boundary}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{html}\r\n"
            + $"--{Boundary}--\r\n");
        if (shape.AttachmentKilobytes > 0)
        {
            AppendAttachment(message, shape);
        }

        return message.ToString();
    }

    private static void AppendAttachment(StringBuilder message, AudienceShape shape)
    {
        var octets = new byte[shape.AttachmentKilobytes * Kilobyte];
        new Random(shape.Seed).NextBytes(octets);
        message.Append(CultureInfo.InvariantCulture, $"--{OuterBoundary}\r\n")
            .Append("Content-Type: application/pdf; name=\"catalogue.pdf\"\r\n")
            .Append("Content-Transfer-Encoding: base64\r\n")
            .Append("Content-Disposition: attachment; filename=\"catalogue.pdf\"\r\n\r\n")
            .Append(Convert.ToBase64String(octets, Base64FormattingOptions.InsertLineBreaks))
            .Append(CultureInfo.InvariantCulture, $"\r\n--{OuterBoundary}--\r\n");
    }
}
