using System.Diagnostics.CodeAnalysis;
using OrleansMail.Audit;
using OrleansMail.Hosting;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary>Brings entries and checkpoints to the verifier: from the silo, or from files.</summary>
internal sealed class AuditVerification(CommandContext context, AuditVerifyOptions options)
{
    /// <summary>Checkpoints are read before entries: what they cover must be there then.</summary>
    /// <param name="checkpoints">Null if there is nothing to compare with.</param>
    public bool TryReadCheckpoints(out CheckpointSet? checkpoints, [NotNullWhen(false)] out string? fault)
    {
        checkpoints = null;
        fault = null;
        var (file, key) = Sources();
        if (key is null)
        {
            return true;
        }

        if (!CheckpointKeys.TryParse(File.ReadAllText(key), out var keys, out var reason))
        {
            fault = $"{key}: {reason}; give the file that the silo writes beside its checkpoints";
            return false;
        }

        checkpoints = new CheckpointSet(keys, context.Get(options.Until) ?? DateTimeOffset.MaxValue);
        if (file is not null)
        {
            using var lines = File.OpenText(file);
            checkpoints.Add(AuditFileReader.Read(lines, dropTorn: true));
        }

        return true;
    }

    public void VerifyFile(AuditVerifier verifier, CheckpointSet? checkpoints, FileInfo file)
    {
        var trail = AuditInputs.Named(context.Get(options.Trail))!;
        if (checkpoints is not null)
        {
            AddCheckpointsOf(file, checkpoints);
        }

        using var lines = file.OpenText();
        verifier.Add(AuditFileReader.Read(lines).Where(
            line => trail == AuditInputs.All || line.Entry is null || line.Entry.Trail == trail));

        // An export of one trail is verified against the checkpoints of all: those of the others are no loss, unless
        // nothing at all is left, or all of them are asked for.
        var expected = trail != AuditInputs.All ? [trail]
            : context.Has(options.Trail) || verifier.Trails.Count == 0 ? checkpoints?.Trails ?? []
            : Array.Empty<string>();
        foreach (var one in expected)
        {
            verifier.Expect(one);
        }
    }

    public async Task VerifySiloAsync(
        AuditVerifier verifier, CheckpointSet? checkpoints, CancellationToken cancellation)
    {
        var trails = (IEnumerable<string>)await AuditPages.TrailsAsync(context, options.Trail);
        if (AuditInputs.Named(context.Get(options.Trail)) == AuditInputs.All)
        {
            trails = trails.Union(checkpoints?.Trails ?? [], StringComparer.Ordinal);
        }

        foreach (var trail in trails.Order(StringComparer.Ordinal))
        {
            verifier.Expect(trail);
            await foreach (var entry in AuditPages.ListAsync(context.Grains, trail, new AuditFilter(), cancellation))
            {
                verifier.Add(entry);
            }
        }
    }

    private static void AddCheckpointsOf(FileInfo export, CheckpointSet checkpoints)
    {
        using var lines = export.OpenText();
        foreach (var line in AuditFileReader.Read(lines))
        {
            if (line.Checkpoint is { } checkpoint)
            {
                checkpoints.Add(checkpoint);
            }
        }
    }

    private (string? Checkpoints, string? Key) Sources()
    {
        if (context.Get(options.PublicKey) is { } key)
        {
            return (context.Get(options.Checkpoints)?.FullName ?? OfSilo()?.CheckpointFile, key.FullName);
        }

        return OfSilo() is { } folder ? (folder.CheckpointFile, folder.PublicKeyFile) : (null, null);
    }

    /// <summary>The folder of the silo that is asked; null for an export, or if it is not on this machine.</summary>
    private CheckpointFolder? OfSilo()
    {
        if (context.Has(options.File))
        {
            return null;
        }

        var data = context.Get(GlobalOptions.Data);
        var folder = CheckpointFolder.Of(data, MailConfiguration.Read(data, null));
        return File.Exists(folder.CheckpointFile) && File.Exists(folder.PublicKeyFile) ? folder : null;
    }
}
