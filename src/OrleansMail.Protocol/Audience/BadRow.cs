namespace OrleansMail.Audience;

/// <summary>A row that cannot be used.</summary>
/// <param name="Line">The physical line the row starts on, from 1.</param>
/// <param name="Reason">What is wrong and how to mend it; never a value of the row, which may be personal data.</param>
public sealed record BadRow(long Line, string Reason) : AudienceItem(Line);
