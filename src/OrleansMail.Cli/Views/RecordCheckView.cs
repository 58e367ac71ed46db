namespace OrleansMail.Views;

/// <summary>What DNS says about one name.</summary>
/// <param name="Kind"><c>dkim</c>, <c>spf</c>, <c>dmarc</c> or <c>txt</c>.</param>
/// <param name="State"><c>ok</c>, <c>missing</c>, <c>different</c>, <c>several</c>, <c>revoked</c>, <c>testing</c> or <c>no-answer</c>.</param>
/// <param name="Expected">What should be there; null when any value will do.</param>
internal sealed record RecordCheckView(string Kind, string Name, string State, string? Expected, string? Found);
