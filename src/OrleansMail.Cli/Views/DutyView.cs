using OrleansMail.Incidents;
using OrleansMail.Terminal;

namespace OrleansMail.Views;

/// <summary>Something that may have to be told to somebody, as JSON.</summary>
/// <param name="Until">Null for "without delay".</param>
/// <param name="Overdue">It is open, likely, and its last moment has passed.</param>
internal sealed record DutyView(
    string Duty,
    bool Likely,
    string Why,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    bool Overdue,
    DateTimeOffset? DoneAt,
    string? DoneBy)
{
    public static DutyView Of(Duty duty, DateTimeOffset now) => new(
        Kebab.Of(duty.Kind), duty.IsLikely, duty.Why, duty.From, duty.Until,
        duty is { DoneAt: null, IsLikely: true } && duty.Until < now, duty.DoneAt, duty.DoneBy);
}
