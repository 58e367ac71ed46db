namespace OrleansMail.Cluster;

/// <summary>Whether a part of this silo's storage takes what is written now.</summary>
public interface IStorageHealth
{
    /// <summary>Why it does not, and since when, in words; null while it does.</summary>
    string? Problem { get; }
}
