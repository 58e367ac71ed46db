namespace OrleansMail.Messages;

/// <summary>A stretch of a campaign's messages that knows how to write itself for one row. Thread-safe.</summary>
internal abstract class MessagePiece
{
    /// <summary>Writes; false when the row needs the slow path, which also knows what is wrong with it.</summary>
    public abstract bool TryWrite(RowScratch row, in MessageFacts facts, MessageBuffer into);
}
