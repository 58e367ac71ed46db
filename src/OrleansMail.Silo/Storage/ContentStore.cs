using OrleansMail.Campaigns;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>Templates, sealed under their campaign's key.</summary>
internal sealed class ContentStore(StoreWriters writers, IStoreReaders readers, DataKeys keys)
    : IContentStore
{
    private const string Put = """
        INSERT INTO content(campaign, body) VALUES(?1, ?2) ON CONFLICT(campaign) DO UPDATE SET body = ?2
        """;

    private const string Get = "SELECT body FROM content WHERE campaign = ?1";

    public async Task PutAsync(string campaign, byte[] content)
    {
        var key = await keys.GetAsync(KeyScope.Campaign(campaign))
            ?? throw new InvalidOperationException($"The campaign '{campaign}' was forgotten.");
        var octets = key.Seal(Place.Content, content);
        await writers.Others.RunAsync(session => session[Put].Bind(1, campaign).Bind(2, octets).Run());
    }

    public Task<byte[]?> GetAsync(string campaign) => readers.RunAsync(session =>
    {
        var line = session[Get].Bind(1, campaign);
        if (!line.Step())
        {
            return null;
        }

        using var content = keys.Open(session, Place.Content, line.Blob(0), out var opened);
        return opened switch
        {
            Opened.Plain => content.Span.ToArray(),
            Opened.Forgotten => null,

            // No template is empty: its hash is not the approved one, and nothing is sent.
            Opened.Broken => [],
        };
    });
}
