namespace OrleansMail.Sealing;

/// <summary>The data keys that stored data is sealed under, wrapped by the cluster key.</summary>
public interface IKeyVault
{
    /// <summary>Destroys the key of a campaign for good: nothing sealed under it can be read again. Repeatable.</summary>
    /// <returns>
    /// Null when no copy of the wrapped key is left in the files of the storage; otherwise why one stays for now. The storage
    /// remembers it, and goes on until it is gone.
    /// </returns>
    Task<string?> ForgetAsync(string campaign);

    /// <summary>Why a copy of a campaign's destroyed key may still be in the files of the storage; null if none is.</summary>
    Task<string?> RemainsAsync(string campaign);

    /// <summary>Which versions of the cluster key are in use.</summary>
    Task<SealStatus> StatusAsync();

    /// <summary>Reads the cluster key anew and wraps every data key under its newest version. Repeatable.</summary>
    Task<SealStatus> RotateAsync();
}
