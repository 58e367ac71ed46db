namespace OrleansMail.Trials;

/// <summary>A campaign that can be started, and how long it took to come so far.</summary>
/// <param name="Import">The whole command <c>campaign create</c>, the start of its process included.</param>
/// <param name="Check">The whole command <c>campaign check</c>.</param>
internal sealed record PreparedCampaign(string Name, long Recipients, TimeSpan Import, TimeSpan Check);
