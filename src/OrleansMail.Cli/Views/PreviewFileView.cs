namespace OrleansMail.Views;

/// <summary>A file of a mail as JSON.</summary>
internal sealed record PreviewFileView(string Name, string ContentType, long Bytes);
