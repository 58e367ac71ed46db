namespace OrleansMail.Views;

/// <summary>One version of the cluster key, as JSON.</summary>
/// <param name="Keys">Data keys wrapped under it.</param>
/// <param name="Use"><c>wraps</c> for the newest, <c>still needed</c>, or <c>may be taken out</c>.</param>
internal sealed record SealVersionView(int Version, long Keys, string Use);
