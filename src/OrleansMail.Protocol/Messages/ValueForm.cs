namespace OrleansMail.Messages;

/// <summary>How a field's value stands in a body: made once for a row, however often it is there.</summary>
/// <param name="Field">Index into the template's fields.</param>
/// <param name="IsHtml">Escaped as the value of an HTML part.</param>
/// <param name="IsEscaped">Went through Liquid's <c>escape</c>, which then is all the escaping there is.</param>
/// <param name="IsQuoted">Quoted-printable from column 0 on; else the UTF-8 octets.</param>
/// <param name="IsTrimmed">Without line ends at its end, because it ends the whole body.</param>
internal readonly record struct ValueForm(int Field, bool IsHtml, bool IsEscaped, bool IsQuoted, bool IsTrimmed);
