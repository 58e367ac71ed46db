namespace OrleansMail.Campaigns;

/// <summary>Keeps templates apart from hot state, and lists what exists.</summary>
public interface IContentStore
{
    /// <summary>Writes or replaces the template of a campaign.</summary>
    Task PutAsync(string campaign, byte[] content);

    /// <summary>The template as stored; null if there is none.</summary>
    Task<byte[]?> GetAsync(string campaign);
}
