using OrleansMail.Addresses;

namespace OrleansMail.Audience;

/// <summary>A recipient and the merge values of its row.</summary>
/// <param name="Line">The physical line the row starts on, from 1.</param>
/// <param name="Mailbox">The recipient.</param>
/// <param name="Values">One value for each of <see cref="AudienceReader.Fields"/>, in that order.</param>
public sealed record AudienceRow(long Line, Mailbox Mailbox, string[] Values) : AudienceItem(Line);
