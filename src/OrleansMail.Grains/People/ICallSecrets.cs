namespace OrleansMail.People;

/// <summary>The secrets that silos know each other by; every silo with the same cluster key has the same.</summary>
public interface ICallSecrets
{
    /// <summary>What a silo shows.</summary>
    string Newest { get; }

    /// <summary>Is that a secret of this cluster, of the newest or of an older cluster key?</summary>
    bool Holds(string shown);
}
