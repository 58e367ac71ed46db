namespace OrleansMail.Trials;

/// <summary>A recipient that the sink accepted a mail for.</summary>
/// <param name="At">When, by the sink's clock, to a millisecond.</param>
/// <param name="Client">The address that it came from.</param>
internal readonly record struct AcceptedLine(string Recipient, string MessageId, DateTimeOffset At, string Client);
