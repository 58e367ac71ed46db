namespace OrleansMail.Cluster;

/// <summary>Storage that has nothing to tell of itself.</summary>
internal sealed class SoundStorage : IStorageHealth
{
    public string? Problem => null;
}
