namespace OrleansMail.Views;

/// <summary>Recipients at one domain as JSON.</summary>
internal sealed record DomainCountView(string Domain, long Recipients);
