namespace OrleansMail.Messages;

/// <summary>How a value stands in a body: made once for a row, however often it is there.</summary>
/// <param name="Source">The field, or the statement that yields the value.</param>
/// <param name="IsHtml">Escaped as the value of an HTML part.</param>
/// <param name="IsQuoted">Quoted-printable from column 0 on; else the UTF-8 octets.</param>
/// <param name="IsTrimmed">Without line ends at its end, because it ends the whole body.</param>
internal readonly record struct ValueForm(RowSegment Source, bool IsHtml, bool IsQuoted, bool IsTrimmed);
