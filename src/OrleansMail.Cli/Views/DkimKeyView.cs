using OrleansMail.Domains;

namespace OrleansMail.Views;

/// <summary>A DKIM key of a sending domain as JSON; names as in <see cref="DkimKeyFacts"/>.</summary>
internal sealed record DkimKeyView(
    string Selector, string State, DateTimeOffset? Since, DateTimeOffset? SeenAt, DateTimeOffset? PublishUntil)
{
    public static DkimKeyView Of(DkimKeyFacts key) =>
        new(key.Selector, key.State.ToString(), key.Since, key.SeenAt, key.PublishUntil);
}
