using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using OrleansMail.Hosting;
using OrleansMail.Storage;

namespace OrleansMail.Audit;

/// <summary>The folder of checkpoints: a file that lines are added to, and the public keys beside it.</summary>
public sealed class CheckpointFolder(string path)
{
    private const string FileName = "checkpoints.jsonl";
    private const string KeysName = "checkpoints.pub";

    /// <summary>One checkpoint a line, the newest last.</summary>
    public string CheckpointFile { get; } = Path.Combine(path, FileName);

    /// <summary>The public keys in PEM, one after another.</summary>
    public string PublicKeyFile { get; } = Path.Combine(path, KeysName);

    /// <summary>The folder of a silo on that data folder with that configuration.</summary>
    public static CheckpointFolder Of(string dataFolder, IConfiguration configuration) => new(
        MailSilo.Section<AuditOptions>(configuration, AuditOptions.Section).CheckpointFolderOf(dataFolder));

    /// <summary>Makes the folder ready to be added to by a key.</summary>
    internal void Open(CheckpointKey key)
    {
        Directory.CreateDirectory(path);
        CutTornLine();
        var known = File.Exists(PublicKeyFile) ? File.ReadAllText(PublicKeyFile) : "";
        if (!known.Contains(key.PublicPem, StringComparison.Ordinal))
        {
            DataFolder.Append(PublicKeyFile, Encoding.UTF8.GetBytes(key.PublicPem));
        }
    }

    /// <summary>Adds checkpoints; when it returns they are on the disk.</summary>
    internal void Append(IEnumerable<AuditCheckpoint> checkpoints)
    {
        var lines = new StringBuilder();
        foreach (var checkpoint in checkpoints)
        {
            lines.Append(JsonSerializer.Serialize(checkpoint, AuditJson.Shared.AuditCheckpoint)).Append('\n');
        }

        DataFolder.Append(CheckpointFile, Encoding.UTF8.GetBytes(lines.ToString()));
    }

    /// <summary>The largest checkpoint of each trail that this key has signed.</summary>
    internal Dictionary<string, AuditCheckpoint> Last(CheckpointKey key)
    {
        var last = new Dictionary<string, AuditCheckpoint>(StringComparer.Ordinal);
        if (!File.Exists(CheckpointFile) || !CheckpointKeys.TryParse(key.PublicPem, out var keys, out _))
        {
            return last;
        }

        using var file = File.OpenText(CheckpointFile);
        foreach (var line in AuditFileReader.Read(file))
        {
            if (line.Checkpoint is { } checkpoint
                && (!last.TryGetValue(checkpoint.Trail, out var before) || before.Size < checkpoint.Size)
                && keys.Holds(checkpoint))
            {
                last[checkpoint.Trail] = checkpoint;
            }
        }

        return last;
    }

    /// <summary>A crash may leave half a line, which was promised to nobody.</summary>
    private void CutTornLine()
    {
        if (!File.Exists(CheckpointFile))
        {
            return;
        }

        using var file = new FileStream(CheckpointFile, FileMode.Open, FileAccess.ReadWrite);
        var end = file.Length;
        while (end > 0)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n')
            {
                break;
            }

            end--;
        }

        if (end < file.Length)
        {
            file.SetLength(end);
        }
    }
}
