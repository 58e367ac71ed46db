namespace OrleansMail.Cluster;

/// <summary>A part of this silo that can fail while the silo works, such as its storage.</summary>
public interface ISiloHealth
{
    /// <summary>What is wrong, and since when, or what will be wrong soon, in whole sentences; null while all is well.</summary>
    string? Problem { get; }
}
