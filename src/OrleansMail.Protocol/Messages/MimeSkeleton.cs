using System.Buffers;
using System.Text;

namespace OrleansMail.Messages;

/// <summary>The body of a template, encoded once: fixed octets with a text slot between each two.</summary>
/// <param name="Fixed">One more than there are slots. Starts with the root's MIME header fields.</param>
internal sealed record MimeSkeleton(IReadOnlyList<byte[]> Fixed, IReadOnlyList<TextSlot> Slots)
{
    public long FixedBytes => Fixed.Sum(octets => (long)octets.Length);

    public void Write(IBufferWriter<byte> output, MergedText[] texts)
    {
        output.Write(Fixed[0]);
        for (var i = 0; i < Slots.Count; i++)
        {
            WriteText(output, Slots[i], texts[i].ToString());
            output.Write(Fixed[i + 1]);
        }
    }

    public MergedText? Join(MergedText[] texts, bool isHtml)
    {
        var chosen = texts.Where((_, i) => Slots[i].IsHtml == isHtml).ToArray();
        return chosen.Length == 0 ? null : MergedText.Join(chosen);
    }

    public static void WriteText(IBufferWriter<byte> output, TextSlot slot, string text)
    {
        var lines = LineEnds.ToCrLf(text);
        if (slot.IsWhole)
        {
            // RFC 6376 §3.4.4 drops empty lines at the end of a body: with none, wire and signed form are the same.
            lines = lines.TrimEnd('\r', '\n');
            lines = slot.IsBase64 ? lines + "\r\n" : lines;
        }

        var size = Encoding.UTF8.GetMaxByteCount(lines.Length);
        var octets = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var count = Encoding.UTF8.GetBytes(lines, octets);
            if (slot.IsBase64)
            {
                Base64Lines.Write(output, octets.AsSpan(0, count));
            }
            else
            {
                QuotedPrintable.Write(output, octets.AsSpan(0, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(octets, clearArray: true);
        }
    }
}
