namespace OrleansMail.Messages;

/// <summary>A header field of text and plain values.</summary>
internal sealed class HeaderPiece(string name, RowSegment[] segments, int longestWord, bool isRequired) : MessagePiece
{
    public override bool TryWrite(RowScratch row, in MessageFacts facts, MessageBuffer into)
    {
        var characters = row.Gather(segments);
        var value = characters[..HeaderText.OneLine(characters)];
        if (value.IsEmpty)
        {
            return !isRequired;
        }

        var writer = new HeaderWriter(into);
        writer.Begin(name);
        writer.Text(value, longestWord);
        writer.End();
        return true;
    }
}
