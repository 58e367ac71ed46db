namespace OrleansMail.Messages;

/// <summary>A header field that only Liquid itself can render, or whose merged addresses must be read again.</summary>
internal sealed class LiquidHeaderPiece(HeaderTemplate header, int longestWord, bool isRequired) : MessagePiece
{
    public override bool TryWrite(RowScratch row, in MessageFacts facts, MessageBuffer into)
    {
        var value = header.Render(row.Context);
        if (row.Context.Errors.Count > 0)
        {
            return false;
        }

        if (value is not null)
        {
            HeaderTemplate.Write(new HeaderWriter(into), new MergedHeader(header.Name, value), longestWord);
        }

        return value is not null || !isRequired;
    }
}
