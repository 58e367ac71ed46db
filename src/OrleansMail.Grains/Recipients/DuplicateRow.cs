namespace OrleansMail.Recipients;

/// <summary>A row left out because its address is in the audience already.</summary>
public sealed record DuplicateRow(long Line, long FirstLine, bool SameValues);
