namespace OrleansMail.Delivery;

/// <summary>The final octets of a message, or why there are none. Exactly one of the two is set.</summary>
internal sealed record RenderedMail(byte[]? Message, string? Problem);
