using System.Security.Cryptography;
using MimeKit;
using OrleansMail.Addresses;

namespace OrleansMail.Messages;

/// <summary>Reads a content file into a <see cref="ContentTemplate"/>.</summary>
internal static class ContentFile
{
    public static ContentCompilation Read(ReadOnlyMemory<byte> eml)
    {
        var octets = LineEnds.Normalise(eml.Span);
        MimeMessage message;
        try
        {
            message = MimeMessage.Load(new MemoryStream(octets));
        }
        catch (FormatException)
        {
            return Refused("file", "This is not a mail message: it has no header section.");
        }

        using (message)
        {
            return message.Body is { } body
                ? Read(message, body, octets)
                : Refused("body", "The message has no body.");
        }
    }

    private static ContentCompilation Read(MimeMessage message, MimeEntity body, byte[] octets)
    {
        var errors = new List<ContentError>();
        CheckSingles(message, errors);
        var from = From(message, errors);
        var subject = LiquidText.Compile("Subject", HeaderText.OneLine(message.Subject ?? string.Empty), errors);
        if (subject.Source.Length == 0)
        {
            errors.Add(new ContentError("Subject", "The header is missing or empty."));
        }

        var headers = message.Headers.Where(h => HeaderPolicy.IsKept(h.Field)).Select(h => Kept(h, errors)).ToArray();
        var unsubscribe = message.Headers[HeaderId.ListUnsubscribe] is { } source
            ? LiquidText.Compile("List-Unsubscribe", HeaderText.OneLine(source), errors)
            : null;

        // From the content, so that the same file always gives the same message.
        var writer = new SkeletonWriter(Convert.ToHexStringLower(SHA256.HashData(octets).AsSpan(0, 8)), errors);
        var skeleton = writer.Write(body);
        return errors.Count > 0
            ? new ContentCompilation(null, errors)
            : new ContentCompilation(
                new ContentTemplate(skeleton, subject, headers, unsubscribe, writer.Attachments)
                {
                    From = from,
                    ToCount = message.To.Mailboxes.Count(),
                    CcCount = message.Cc.Mailboxes.Count(),
                    BccCount = message.Bcc.Mailboxes.Count(),
                },
                []);
    }

    private static void CheckSingles(MimeMessage message, List<ContentError> errors)
    {
        foreach (var group in message.Headers.GroupBy(h => h.Field, StringComparer.OrdinalIgnoreCase))
        {
            if (HeaderPolicy.IsSingle(group.Key) && group.Skip(1).Any())
            {
                errors.Add(new ContentError(group.Key, "The header stands there more than once."));
            }
        }
    }

    private static Sender? From(MimeMessage message, List<ContentError> errors)
    {
        var raw = message.Headers[HeaderId.From];
        if (raw is null)
        {
            return null;
        }

        if (LiquidText.HasLiquid(raw))
        {
            errors.Add(new ContentError("From", "Merge fields are not allowed here."));
            return null;
        }

        var mailboxes = message.From.Mailboxes.ToArray();
        if (mailboxes.Length != 1)
        {
            errors.Add(new ContentError("From", "There must be exactly one address."));
            return null;
        }

        if (!Mailbox.TryParse(mailboxes[0].Address, out var address, out var reason))
        {
            errors.Add(new ContentError("From", reason));
            return null;
        }

        return Sender.Of(HeaderText.OneLine(mailboxes[0].Name ?? string.Empty), address);
    }

    private static HeaderTemplate Kept(Header header, List<ContentError> errors)
    {
        var source = LiquidText.Compile(header.Field, HeaderText.OneLine(header.Value), errors);
        if (!HeaderPolicy.IsName(header.Field))
        {
            errors.Add(new ContentError("headers", "A header's name is malformed."));
        }
        else if (source.IsFixed && HeaderPolicy.HoldsAddresses(header.Field)
            && HeaderTemplate.Mailboxes(source.Source) is null)
        {
            errors.Add(new ContentError(header.Field, "This is not a list of addresses."));
        }

        return new HeaderTemplate(header.Field, source);
    }

    private static ContentCompilation Refused(string where, string message) =>
        new(null, [new ContentError(where, message)]);
}
