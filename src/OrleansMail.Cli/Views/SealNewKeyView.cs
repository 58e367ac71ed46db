namespace OrleansMail.Views;

/// <summary>A version that was added to a cluster key file, as JSON.</summary>
internal sealed record SealNewKeyView(string KeyFile, int Version);
