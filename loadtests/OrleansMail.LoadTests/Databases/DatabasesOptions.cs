using OrleansMail.Replay;

namespace OrleansMail.Databases;

/// <summary>What a trial of databases does.</summary>
/// <param name="Replay">The replay that each database carries.</param>
/// <param name="Runs">Of each, by turns; medians count.</param>
internal sealed record DatabasesOptions(ReplayOptions Replay, int Runs);
