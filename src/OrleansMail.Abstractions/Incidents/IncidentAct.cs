namespace OrleansMail.Incidents;

/// <summary>Something that somebody did, or tried to do, to a campaign: an entry of an audit trail, in short.</summary>
/// <remarks>
/// No network address and no session: those stand in the trail, for whoever may read it. What was allowed is written before
/// it takes effect; where a rule refused it all the same, an act with <c>not-done</c> follows.
/// </remarks>
/// <param name="At">UTC, in whole milliseconds.</param>
/// <param name="By">User name, id of an API key, <c>engine</c>, or <c>?</c> for somebody who was not signed in.</param>
/// <param name="Kind">As in <see cref="People.CallerKind"/>.</param>
/// <param name="Act">The method, such as <c>Campaign.Approve</c>, or an event, such as <c>unmask</c>.</param>
/// <param name="Target">What it was done to, such as <c>campaign:spring</c> or <c>stop:example.com</c>.</param>
/// <param name="Result">As in <see cref="Audit.AuditResult"/>; <see cref="NotDone"/> if a rule refused it.</param>
/// <param name="Detail">What else the entry says, such as reasons and hashes.</param>
/// <param name="Trail">The trail it stands in.</param>
/// <param name="Seq">Its number there.</param>
[GenerateSerializer, Immutable, Alias("mail.IncidentAct")]
public sealed record IncidentAct(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string By,
    [property: Id(2)] string Kind,
    [property: Id(3)] string Act,
    [property: Id(4)] string Target,
    [property: Id(5)] string Result,
    [property: Id(6)] string Detail,
    [property: Id(7)] string Trail,
    [property: Id(8)] long Seq)
{
    /// <summary>The result of an act that was allowed by its right and refused by a rule or the state.</summary>
    public const string NotDone = "NotDone";
}
