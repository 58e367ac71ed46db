namespace OrleansMail.Replay;

/// <summary>A pause, both times from the start of the command's process.</summary>
/// <param name="Answered">Its answer, that everything is paused.</param>
/// <param name="LastMail">The last mail that a sink accepted.</param>
internal sealed record PauseMoment(TimeSpan Answered, TimeSpan LastMail);
