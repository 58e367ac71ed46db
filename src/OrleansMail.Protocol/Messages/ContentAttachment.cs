namespace OrleansMail.Messages;

/// <summary>A part that is the same for every recipient: attachment, inline image or forwarded message.</summary>
/// <param name="Name">The file name as the recipient sees it; empty when the part has none.</param>
/// <param name="ContentType">Media type and subtype, lower case.</param>
/// <param name="Bytes">Size of the decoded content.</param>
/// <param name="IsInline">True when the HTML can show it through its Content-ID (RFC 2392).</param>
public sealed record ContentAttachment(string Name, string ContentType, long Bytes, bool IsInline);
