namespace OrleansMail.Delivery;

/// <summary>How busy one lane is.</summary>
/// <param name="IsShut">It waits after trouble at the site.</param>
/// <param name="Sessions">Open, being opened, or waiting for a place.</param>
/// <param name="Queued">Mails that wait for a session.</param>
/// <param name="PerSecond">Attempts a second over the last ten seconds.</param>
internal readonly record struct LaneLoad(bool IsShut, int Sessions, int Queued, double PerSecond);
