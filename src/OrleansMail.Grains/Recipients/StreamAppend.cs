namespace OrleansMail.Recipients;

/// <summary>The answer to appending one row to a stream.</summary>
/// <param name="Row">Number of the row, of the first call with this key.</param>
/// <param name="AcceptedAt">When it was first accepted.</param>
/// <param name="SameBody">False: the key was used before for another body, and nothing was appended.</param>
public sealed record StreamAppend(long Row, DateTimeOffset AcceptedAt, bool SameBody);
