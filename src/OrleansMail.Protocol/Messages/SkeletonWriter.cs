using System.Buffers;
using System.Text;
using MimeKit;

namespace OrleansMail.Messages;

/// <summary>Turns the MIME tree of a content file into a <see cref="MimeSkeleton"/>, once per template.</summary>
/// <remarks>
/// Everything is written anew: text as UTF-8 slots, all else as base64. A boundary starts with <c>=_</c>, which neither
/// quoted-printable nor base64 can contain (RFC 2045 §6.7), so no value can end a part.
/// </remarks>
internal sealed class SkeletonWriter
{
    // Deeper than any mail program nests; a stack must not depend on somebody's file.
    private const int DeepestNesting = 20;

    private readonly string _boundaryBase;
    private readonly List<ContentError> _errors;
    private readonly List<byte[]> _fixed = [];
    private readonly List<TextSlot> _slots = [];
    private readonly List<ContentAttachment> _attachments = [];
    private ArrayBufferWriter<byte> _output = new();
    private HeaderWriter _headers;
    private int _boundaries;

    public SkeletonWriter(string boundaryBase, List<ContentError> errors)
    {
        (_boundaryBase, _errors) = (boundaryBase, errors);
        _headers = new HeaderWriter(_output);
    }

    public IReadOnlyList<ContentAttachment> Attachments => _attachments;

    public MimeSkeleton Write(MimeEntity root)
    {
        Header("MIME-Version", "1.0");
        Entity(root, depth: 0, areSlots: true);
        if (_slots.Count == 0)
        {
            _errors.Add(new ContentError("body", "There is no text/plain or text/html part to read."));
        }

        // The message's one and last line end.
        _output.Write("\r\n"u8);
        _fixed.Add(_output.WrittenSpan.ToArray());
        return new MimeSkeleton(_fixed, _slots);
    }

    private void Entity(MimeEntity entity, int depth, bool areSlots)
    {
        if (depth > DeepestNesting)
        {
            _errors.Add(new ContentError("body", $"Parts are nested deeper than {DeepestNesting}."));
            return;
        }

        switch (entity)
        {
            case Multipart multipart:
                Multipart(multipart, depth, areSlots);
                break;
            case MessagePart { Message: { } message }:
                Forwarded(entity, message, depth);
                break;
            case TextPart text when areSlots && IsBody(text):
                Slot(text, isWhole: depth == 0);
                break;
            case MimePart part when !part.ContentType.IsMimeType("message", "*"):
                Attachment(part, areSlots);
                break;
            default:
                // RFC 2046 §5.2 and RFC 3464 §2.1 forbid the base64 that would make these safe.
                _errors.Add(new ContentError(TypeOf(entity), "This part cannot be sent; attach it as a file."));
                break;
        }
    }

    private void Multipart(Multipart multipart, int depth, bool areSlots)
    {
        if (multipart.ContentType.IsMimeType("multipart", "signed")
            || multipart.ContentType.IsMimeType("multipart", "encrypted"))
        {
            _errors.Add(new ContentError(TypeOf(multipart), "A signed or encrypted part would not survive the merge."));
            return;
        }

        if (multipart.Count == 0)
        {
            _errors.Add(new ContentError(TypeOf(multipart), "The multipart has no parts."));
            return;
        }

        var boundary = $"=_{_boundaryBase}.{_boundaries++}";
        var kept = multipart.ContentType.Parameters
            .Where(p => p.Name.ToLowerInvariant() is "type" or "start" or "report-type")
            .Select(p => (p.Name.ToLowerInvariant(), p.Value));
        ContentType(multipart, [.. kept, ("boundary", boundary)]);
        Identity(multipart);
        _output.Write("\r\n"u8);
        foreach (var part in multipart)
        {
            Line($"--{boundary}");
            Entity(part, depth + 1, areSlots);
            _output.Write("\r\n"u8);
        }

        _output.Write(Encoding.ASCII.GetBytes($"--{boundary}--"));
    }

    private void Slot(TextPart text, bool isWhole)
    {
        var where = TypeOf(text);
        var source = text.IsHtml ? HtmlCharset.ToUtf8(text.Text) : text.Text;
        var liquid = LiquidText.Compile(where, source, _errors);
        var count = Encoding.UTF8.GetByteCount(source);

        // Base64 takes 4/3, quoted-printable 3 per non-ASCII octet: the break-even is one octet in six.
        var isBase64 = source.Count(c => !char.IsAscii(c)) * 3 > count / 6;
        var kept = text.ContentType.Parameters
            .Where(p => p.Name.ToLowerInvariant() is "format" or "delsp")
            .Select(p => (p.Name.ToLowerInvariant(), p.Value));
        ContentType(text, [("charset", "utf-8"), .. kept]);
        Header("Content-Transfer-Encoding", isBase64 ? "base64" : "quoted-printable");
        Identity(text);
        _output.Write("\r\n"u8);
        _fixed.Add(_output.WrittenSpan.ToArray());
        _output = new ArrayBufferWriter<byte>();
        _headers = new HeaderWriter(_output);
        _slots.Add(new TextSlot(liquid, text.IsHtml, isBase64, isWhole));
    }

    private void Attachment(MimePart part, bool areSlots)
    {
        using var content = new MemoryStream();
        part.Content?.DecodeTo(content);
        if (areSlots && part is TextPart { IsAttachment: false } text && LiquidText.HasLiquid(text.Text))
        {
            _errors.Add(new ContentError(TypeOf(part), "Merge fields work in text/plain and text/html parts only."));
        }

        ContentType(part, [.. part.ContentType.Parameters.Select(p => (p.Name.ToLowerInvariant(), p.Value))]);
        Header("Content-Transfer-Encoding", "base64");
        Disposition(part);
        Identity(part);
        _output.Write("\r\n"u8);
        Base64Lines.Write(_output, content.GetBuffer().AsSpan(0, (int)content.Length));
        Add(part, part.FileName, content.Length);
    }

    // RFC 2046 §5.2.1 forbids base64 here, so the inner message is rewritten by the same rules instead.
    private void Forwarded(MimeEntity entity, MimeMessage message, int depth)
    {
        ContentType(entity, []);
        Header("Content-Transfer-Encoding", "7bit");
        Disposition(entity);
        Identity(entity);
        _output.Write("\r\n"u8);
        var start = _output.WrittenCount;
        foreach (var header in message.Headers.Where(h => HeaderPolicy.IsName(h.Field)))
        {
            if (!header.Field.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
                && HeaderText.OneLine(header.Value) is { Length: > 0 } value)
            {
                HeaderTemplate.Write(_headers, new MergedHeader(header.Field, value));
            }
        }

        if (message.Body is { } body)
        {
            Entity(body, depth + 1, areSlots: false);
        }

        Add(entity, entity.ContentDisposition?.FileName, _output.WrittenCount - start);
    }

    private void ContentType(MimeEntity entity, IReadOnlyList<(string Name, string Value)> parameters)
    {
        var type = TypeOf(entity);
        _headers.Begin("Content-Type");
        _headers.Token(parameters.Count == 0 ? type : type + ";");
        MimeParameter.Write(_headers, parameters);
        _headers.End();
    }

    private void Disposition(MimeEntity entity)
    {
        if (entity.ContentDisposition is not { } disposition)
        {
            return;
        }

        // RFC 2183 §2.8: an unknown disposition is treated as an attachment.
        var isInline = disposition.Disposition.Equals("inline", StringComparison.OrdinalIgnoreCase);
        var kind = isInline ? "inline" : "attachment";
        var name = disposition.FileName;
        _headers.Begin("Content-Disposition");
        _headers.Token(string.IsNullOrEmpty(name) ? kind : kind + ";");
        MimeParameter.Write(_headers, string.IsNullOrEmpty(name) ? [] : [("filename", name)]);
        _headers.End();
    }

    private void Identity(MimeEntity entity)
    {
        foreach (var name in new[] { "Content-ID", "Content-Location", "Content-Description", "Content-Language" })
        {
            var value = HeaderText.OneLine(entity.Headers[name] ?? string.Empty);
            if (value.Length > 0)
            {
                HeaderTemplate.Write(_headers, new MergedHeader(name, value));
            }
        }
    }

    private void Add(MimeEntity entity, string? name, long bytes) =>
        _attachments.Add(new ContentAttachment(
            HeaderText.OneLine(name ?? string.Empty), TypeOf(entity), bytes, entity.ContentId is not null));

    private void Header(string name, string value)
    {
        _headers.Begin(name);
        _headers.Words(value);
        _headers.End();
    }

    private void Line(string text) => _output.Write(Encoding.ASCII.GetBytes($"{text}\r\n"));

    private static bool IsBody(TextPart text) =>
        !text.IsAttachment && (text.IsPlain || text.IsHtml) && string.IsNullOrEmpty(text.FileName);

    private static string TypeOf(MimeEntity entity) => entity.ContentType.MimeType.ToLowerInvariant();
}
