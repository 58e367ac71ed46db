using OrleansMail.Incidents;

namespace OrleansMail.Views;

/// <summary>Something in the timeline of an incident, as JSON.</summary>
/// <param name="What">In words.</param>
/// <param name="By">User, API key, <c>engine</c>, or <c>?</c>; null if it is not from an audit trail, as all that follow.</param>
/// <param name="Act">Such as <c>Campaign.Approve</c>.</param>
/// <param name="Result"><c>Allowed</c>, <c>Refused</c>, <c>Noted</c>, or <c>NotDone</c> if a rule refused what the right allowed.</param>
/// <param name="Times">How often, with nothing else between.</param>
/// <param name="LastAt">When it was done last.</param>
/// <param name="Trail">Where its first entry stands.</param>
/// <param name="Seq">The number of that entry.</param>
internal sealed record TimelineView(
    DateTimeOffset At,
    string What,
    string? By,
    string? Act,
    string? Target,
    string? Result,
    string? Detail,
    int? Times,
    DateTimeOffset? LastAt,
    string? Trail,
    long? Seq)
{
    public static TimelineView Of(TimelineEvent one) => new(
        one.At, one.English, one.Act?.First.By, one.Act?.First.Act, one.Act?.First.Target, one.Act?.First.Result,
        one.Act?.First.Detail, one.Act?.Times, one.Act?.LastAt, one.Act?.First.Trail, one.Act?.First.Seq);
}
