namespace OrleansMail.Messages;

/// <summary>Date, Message-ID and To (RFC 5322 §3.6), which no two messages share.</summary>
internal sealed class IdentityPiece : MessagePiece
{
    public override bool TryWrite(RowScratch row, in MessageFacts facts, MessageBuffer into)
    {
        if (!MessageWriter.IsMessageId(facts.MessageId))
        {
            return false;
        }

        var writer = new HeaderWriter(into);
        MessageWriter.Words(writer, "Date", row.Date(facts.Date));
        writer.Begin("Message-ID");
        writer.Token("<", facts.MessageId, ">");
        writer.End();
        MessageWriter.Address(writer, "To", facts.ToName, facts.To.Address);
        return true;
    }
}
