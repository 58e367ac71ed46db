namespace OrleansMail.Audit;

/// <summary>What a checkpoint whose signature holds says about its trail.</summary>
internal readonly record struct CheckpointRoot(long Size, string Root, DateTimeOffset At);
