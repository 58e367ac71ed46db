using OrleansMail.Replay;

namespace OrleansMail.Databases;

/// <summary>What a trial of databases does.</summary>
/// <param name="Replay">The replay that each database carries.</param>
/// <param name="Runs">Of each, by turns; medians count.</param>
/// <param name="Goals">The table that takes what was reached; null for none.</param>
internal sealed record DatabasesOptions(ReplayOptions Replay, int Runs, FileInfo? Goals);
