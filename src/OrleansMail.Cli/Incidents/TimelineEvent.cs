namespace OrleansMail.Incidents;

/// <summary>Something in the timeline of an incident, in both languages of its report.</summary>
/// <param name="Act">What the trail has of it; null for what the engine knows otherwise.</param>
internal sealed record TimelineEvent(DateTimeOffset At, string English, string Japanese, RepeatedAct? Act = null);
