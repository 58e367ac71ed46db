using System.Buffers;
using System.Text;

namespace OrleansMail.Messages;

/// <summary>A template's body as pieces: fixed text is encoded here, once, and never again.</summary>
/// <remarks>
/// In quoted-printable a soft break (RFC 2045 §6.7 (5)) parts each value from the fixed text on both sides, so that
/// each starts at column 0 and nothing depends on a value's length.
/// </remarks>
internal static class BodyPlan
{
    public static void Add(PlanBuilder plan, MimeSkeleton skeleton)
    {
        plan.Fixed.Write(skeleton.Fixed[0]);
        for (var i = 0; i < skeleton.Slots.Count; i++)
        {
            Add(plan, skeleton.Slots[i]);
            plan.Fixed.Write(skeleton.Fixed[i + 1]);
        }
    }

    private static void Add(PlanBuilder plan, TextSlot slot)
    {
        if (slot.Source.IsFixed)
        {
            MimeSkeleton.WriteText(plan.Fixed, slot, slot.Source.Source);
        }
        else if (plan.Segments(slot.Source) is not { } all || Ended(slot, all) is not { } segments)
        {
            plan.Add(new LiquidPiece(slot));
        }
        else if (slot.IsBase64)
        {
            plan.Add(Base64(plan, slot, segments));
        }
        else
        {
            Quoted(plan, slot, segments);
        }
    }

    // RFC 6376 §3.4.4: no empty lines at the end of a body, so that wire and signed form are the same. Null where only
    // the row decides what the end is.
    private static RowSegment[]? Ended(TextSlot slot, RowSegment[] segments)
    {
        if (slot.IsWhole && segments[^1].IsFixed)
        {
            var last = segments[^1] with { Text = segments[^1].Text.TrimEnd('\r', '\n') };
            segments = last.Text.Length == 0 ? segments[..^1] : [.. segments[..^1], last];
        }

        return slot.IsWhole && (segments.Length == 0 || segments[^1].Code is not null) ? null : segments;
    }

    private static void Quoted(PlanBuilder plan, TextSlot slot, RowSegment[] segments)
    {
        for (var i = 0; i < segments.Length; i++)
        {
            var isAfterValue = i > 0 && !segments[i - 1].IsFixed;
            if (segments[i].IsFixed)
            {
                QuotedText(plan.Fixed, segments[i].Text, isAfterValue, isBeforeValue: i + 1 < segments.Length);
                continue;
            }

            if (isAfterValue)
            {
                plan.Fixed.Write(QuotedPrintable.SoftBreak);
            }

            plan.Add(new ValuePiece(plan.Form(Form(slot, segments, i))));
        }
    }

    private static void QuotedText(IBufferWriter<byte> output, string source, bool isAfterValue, bool isBeforeValue)
    {
        var text = LineEnds.ToCrLf(source);
        if (isAfterValue && !text.StartsWith('\r'))
        {
            output.Write(QuotedPrintable.SoftBreak);
        }

        var column = QuotedPrintable.Write(output, Encoding.UTF8.GetBytes(text), isBeforeValue);
        if (isBeforeValue && column > 0)
        {
            output.Write(QuotedPrintable.SoftBreak);
        }
    }

    private static Base64Piece Base64(PlanBuilder plan, TextSlot slot, RowSegment[] segments)
    {
        var parts = new List<(byte[]? Octets, int Form)>();
        for (var i = 0; i < segments.Length; i++)
        {
            parts.Add(segments[i].IsFixed
                ? (Encoding.UTF8.GetBytes(LineEnds.ToCrLf(segments[i].Text)), -1)
                : (null, plan.Form(Form(slot, segments, i))));
        }

        if (slot.IsWhole)
        {
            parts.Add(("\r\n"u8.ToArray(), -1));
        }

        return new Base64Piece(parts);
    }

    private static ValueForm Form(TextSlot slot, RowSegment[] segments, int i) => new(
        segments[i],
        slot.IsHtml,
        IsQuoted: !slot.IsBase64,
        IsTrimmed: slot.IsWhole && i == segments.Length - 1);
}
