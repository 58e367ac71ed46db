namespace OrleansMail.Messages;

/// <summary>Octets that all messages of a campaign share, copied as one block.</summary>
internal sealed class FixedPiece(byte[] octets) : MessagePiece
{
    public override bool TryWrite(RowScratch row, in MessageFacts facts, MessageBuffer into)
    {
        into.Append(octets);
        return true;
    }
}
