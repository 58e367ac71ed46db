namespace OrleansMail.Messages;

/// <summary>A text part that only Liquid itself can render: it has conditions, loops or filters.</summary>
internal sealed class LiquidPiece(TextSlot slot) : MessagePiece
{
    public override bool TryWrite(RowScratch row, in MessageFacts facts, MessageBuffer into)
    {
        var where = slot.IsHtml ? "text/html" : "text/plain";
        MimeSkeleton.WriteText(into, slot, slot.Source.Render(where, row.Context, slot.IsHtml));
        return row.Context.Errors.Count == 0;
    }
}
