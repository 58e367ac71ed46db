using OrleansMail.People;

namespace OrleansMail.Views;

/// <summary>A session as JSON.</summary>
internal sealed record SessionLine(
    string Id, string From, DateTimeOffset StartedAt, DateTimeOffset LastUsedAt, DateTimeOffset? SecondFactorAt, bool IsThis)
{
    public static SessionLine Of(SessionView session) => new(
        session.Id, session.From, session.StartedAt, session.LastUsedAt, session.SecondFactorAt, session.IsThis);
}
