namespace OrleansMail.Delivery;

/// <summary>How busy one lane is.</summary>
/// <param name="Sessions">Open, being opened, or waiting for a place.</param>
/// <param name="Queued">Mails that wait for a session.</param>
/// <param name="PerSecond">Attempts a second over the last ten seconds.</param>
/// <param name="Tried">Attempts since the lane began.</param>
/// <param name="ShutUntil">When it is tried again after trouble; null if it may send.</param>
/// <param name="Waits">Why it sends nothing now; null if nothing is in its way.</param>
internal readonly record struct LaneLoad(
    string Site, int Sessions, int Queued, double PerSecond, long Tried, DateTimeOffset? ShutUntil, string? Waits);
