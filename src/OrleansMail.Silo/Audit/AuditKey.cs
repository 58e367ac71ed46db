using System.Text;
using OrleansMail.Storage;

namespace OrleansMail.Audit;

/// <summary>The file with the key that signs checkpoints; only its owner can read it.</summary>
internal static class AuditKey
{
    /// <summary>Reads the key, or makes one on the first start.</summary>
    /// <exception cref="DataFolderException">The file is no such key.</exception>
    public static CheckpointKey Load(string path)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            DataFolder.WriteNew(full, Encoding.ASCII.GetBytes(CheckpointKey.Create().ExportPem()));
        }

        try
        {
            return CheckpointKey.ImportPem(File.ReadAllText(full));
        }
        catch (ArgumentException e)
        {
            throw new DataFolderException(
                DataFolderFault.Damaged, $"The key file {full} is damaged. Restore it from a backup.", e);
        }
    }
}
