namespace OrleansMail.Views;

/// <summary>Where certificates of a cluster were written, as JSON.</summary>
internal sealed record CertificatesView(string Folder, DateTimeOffset CountsUntil);
