namespace OrleansMail.Views;

/// <summary>What DNS says about a sending domain.</summary>
/// <param name="Ok">Every record that the silo wants published is published; SPF and DMARC exist.</param>
internal sealed record DomainCheckView(string Domain, bool Ok, RecordCheckView[] Records);
