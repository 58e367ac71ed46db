namespace OrleansMail.Messages;

/// <summary>A <see cref="LiquidSegment"/> whose field is an index; -1 for fixed text.</summary>
internal readonly record struct RowSegment(string Text, int Field, bool IsEscaped);
