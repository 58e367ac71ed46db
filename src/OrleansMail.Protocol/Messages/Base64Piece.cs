namespace OrleansMail.Messages;

/// <summary>A base64 part with values in it: its octets are gathered first, because base64 has no seams.</summary>
/// <param name="parts">Fixed UTF-8 octets, or the number of a form where they are null.</param>
internal sealed class Base64Piece(IReadOnlyList<(byte[]? Octets, int Form)> parts) : MessagePiece
{
    public override bool TryWrite(RowScratch row, in MessageFacts facts, MessageBuffer into)
    {
        var gathered = row.Octets;
        gathered.Reset();
        foreach (var (octets, form) in parts)
        {
            gathered.Append(octets is null ? row.Form(form) : octets);
        }

        Base64Lines.Write(into, gathered.WrittenSpan);
        return true;
    }
}
