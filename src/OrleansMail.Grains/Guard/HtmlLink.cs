namespace OrleansMail.Guard;

/// <summary>A link of an HTML mail.</summary>
/// <param name="Href">Where it leads, references resolved, otherwise as written.</param>
/// <param name="Text">What a reader sees of it.</param>
internal sealed record HtmlLink(string Href, string Text);
