namespace OrleansMail.Messages;

/// <summary>A value inside a quoted-printable part; the fixed octets around it bring the soft breaks.</summary>
internal sealed class ValuePiece(int form) : MessagePiece
{
    public override bool TryWrite(RowScratch row, in MessageFacts facts, MessageBuffer into)
    {
        into.Append(row.Form(form));
        return true;
    }
}
