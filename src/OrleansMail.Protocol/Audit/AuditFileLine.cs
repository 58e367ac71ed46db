namespace OrleansMail.Audit;

/// <summary>One line of an export or of a checkpoint file. Exactly one of the three is set.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Fault">Why it is neither.</param>
public readonly record struct AuditFileLine(long Number, AuditEntry? Entry, AuditCheckpoint? Checkpoint, string? Fault);
