namespace OrleansMail.Messages;

/// <summary>A place in the body where a merged text goes.</summary>
/// <param name="IsBase64">Fixed at compile time: mostly non-ASCII text is shorter in base64 than in QP.</param>
/// <param name="IsWhole">The text is the whole body, so it must end with exactly one line end.</param>
internal sealed record TextSlot(LiquidText Source, bool IsHtml, bool IsBase64, bool IsWhole);
