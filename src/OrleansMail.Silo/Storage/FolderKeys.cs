using System.Security.Cryptography;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>The cluster key of a folder: made for a new one, and compared with what an old one was sealed with.</summary>
internal static class FolderKeys
{
    /// <summary>The cluster key, made if the file is not there.</summary>
    public static ClusterKeys Make(ClusterKeyFile file)
    {
        if (!file.Exists)
        {
            file.AddVersion();
        }

        return new ClusterKeys(file);
    }

    /// <summary>The cluster key that opens what is there.</summary>
    /// <exception cref="DataFolderException">It is lost, or another one.</exception>
    public static ClusterKeys Check(StoreSession session, ClusterKeyFile file)
    {
        var used = DataKeyTable.Versions(session).ConvertAll(version => version.Key);
        var keys = used.Count == 0 ? Make(file) : new ClusterKeys(file);
        foreach (var key in used.Where(key => !key.IsForgotten))
        {
            CryptographicOperations.ZeroMemory(keys.Unwrap(key.Scope, key.Wrapped));
        }

        return keys;
    }

    /// <summary>The keyed hash of addresses. A secret that an older release left in a file is taken over.</summary>
    public static AddressKey LoadAddressKey(StoreSession session, ClusterKeys keys, string oldFile)
    {
        session.BeginWrite();
        var row = DataKeyTable.Find(session, KeyScope.Address);
        if (row is null)
        {
            var secret = File.Exists(oldFile)
                ? AddressKey.Read(oldFile)
                : RandomNumberGenerator.GetBytes(ClusterKeyFile.KeyLength);
            row = DataKeyTable.Add(session, KeyScope.Address, keys.Wrap(KeyScope.Address, secret));
            CryptographicOperations.ZeroMemory(secret);
        }

        session.Commit();
        Erase(oldFile);
        return new AddressKey(keys.Unwrap(row.Scope, row.Wrapped));
    }

    private static void Erase(string file)
    {
        if (!File.Exists(file))
        {
            return;
        }

        using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            stream.Write(new byte[stream.Length]);
            stream.Flush(flushToDisk: true);
        }

        File.Delete(file);
    }
}
