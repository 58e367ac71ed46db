namespace OrleansMail.Sink;

/// <summary>One order of a dialogue to its session.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="SendFirst">How many octets of the replies go out before the wait.</param>
/// <param name="Wait">How long to wait before the rest; zero for not at all.</param>
internal readonly record struct SinkStep(SinkStepKind Kind, int SendFirst = 0, TimeSpan Wait = default);
