using System.ComponentModel.DataAnnotations;

namespace OrleansMail.Audit;

/// <summary>How the audit trails are vouched for.</summary>
public sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>The key that signs checkpoints; made on the first start. Default null: <c>audit.key</c> in the data folder.</summary>
    public string? KeyFile { get; set; }

    /// <summary>
    /// Where checkpoints and the public key go, best on another machine or on storage that is written once. Default null:
    /// <c>audit</c> in the data folder.
    /// </summary>
    public string? CheckpointFolder { get; set; }

    /// <summary>New entries after which checkpoints are signed at once. Default 1,000, 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int CheckpointEntries { get; set; } = 1_000;

    /// <summary>The longest that a new entry waits for its checkpoint. Default 5 minutes, 1 second to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan CheckpointEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The folder of checkpoints of a silo on that data folder.</summary>
    public string CheckpointFolderOf(string dataFolder) =>
        CheckpointFolder ?? Path.Combine(dataFolder, Section.ToLowerInvariant());

    /// <summary>The key file of a silo on that data folder.</summary>
    public string KeyFileOf(string dataFolder) => KeyFile ?? Path.Combine(dataFolder, "audit.key");
}
