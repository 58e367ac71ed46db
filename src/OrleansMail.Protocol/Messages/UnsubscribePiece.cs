namespace OrleansMail.Messages;

/// <summary>List-Unsubscribe: each target from the facts, or else from the template's own field.</summary>
/// <param name="own">The template's own field, null when it has none.</param>
/// <param name="segments">The same in segments, null when only Liquid itself can render it.</param>
internal sealed class UnsubscribePiece(LiquidText? own, RowSegment[]? segments) : MessagePiece
{
    public override bool TryWrite(RowScratch row, in MessageFacts facts, MessageBuffer into)
    {
        // The template's own targets must be sound even where they are not used, as in the slow path.
        var field = Own(row);
        var ownLink = UnsubscribeField.Link(field);
        var ownAddress = UnsubscribeField.Address(field);
        var link = facts.ListUnsubscribeUrl is null ? ownLink : facts.ListUnsubscribeUrl;
        var address = facts.ListUnsubscribeMailto is null ? ownAddress : facts.ListUnsubscribeMailto;
        if (HeaderUrl.IsTooLong(ownLink) || HeaderUrl.IsTooLong(ownAddress)
            || HeaderUrl.IsTooLong(link) || HeaderUrl.IsTooLong(address)
            || (own is not null && segments is null && row.Context.Errors.Count > 0))
        {
            return false;
        }

        UnsubscribeField.Write(new HeaderWriter(into), link, address);
        return true;
    }

    private ReadOnlySpan<char> Own(RowScratch row)
    {
        if (own is null)
        {
            return [];
        }

        return segments is null ? own.Render("List-Unsubscribe", row.Context, isHtml: false) : row.Gather(segments);
    }
}
