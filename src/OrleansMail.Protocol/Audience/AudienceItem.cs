namespace OrleansMail.Audience;

/// <summary>What one row of an audience file gave: an <see cref="AudienceRow"/> or a <see cref="BadRow"/>.</summary>
/// <param name="Line">The physical line the row starts on, from 1; the header is on line 1 of most files.</param>
public abstract record AudienceItem(long Line);
