using Microsoft.Extensions.Logging;

namespace OrleansMail.Audit;

/// <summary>Signs how far each trail has come, and refuses to sign one that does not continue what it has signed before.</summary>
/// <remarks>Used by one caller at a time.</remarks>
internal sealed partial class AuditSigner
{
    private const int Page = 10_000;

    private readonly IAuditStore _store;
    private readonly CheckpointFolder _folder;
    private readonly CheckpointKey _key;
    private readonly TimeProvider _clock;
    private readonly ILogger<AuditSigner> _log;
    private readonly Dictionary<string, MerkleFrontier> _trees = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuditCheckpoint> _last;
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);

    public AuditSigner(
        IAuditStore store, CheckpointFolder folder, CheckpointKey key, TimeProvider clock, ILogger<AuditSigner> log)
    {
        (_store, _folder, _key, _clock, _log) = (store, folder, key, clock, log);
        folder.Open(key);
        _last = folder.Last(key);
    }

    /// <summary>Writes a checkpoint for every trail that has grown since its last one.</summary>
    public async Task SignAsync()
    {
        var grown = new List<AuditCheckpoint>();
        var trails = await _store.TrailsAsync();
        foreach (var gone in _last.Keys.Except(trails.Select(trail => trail.Name), StringComparer.Ordinal))
        {
            Break(gone);
        }

        foreach (var trail in trails)
        {
            if (await TreeOfAsync(trail) is { } tree && tree.Size > (_last.GetValueOrDefault(trail.Name)?.Size ?? 0))
            {
                grown.Add(_key.Sign(trail.Name, tree, _clock.GetUtcNow()));
            }
        }

        if (grown.Count > 0)
        {
            _folder.Append(grown);
            grown.ForEach(checkpoint => _last[checkpoint.Trail] = checkpoint);
        }
    }

    /// <summary>The tree up to the newest entry; null if it is not the one that was signed.</summary>
    private async Task<MerkleFrontier?> TreeOfAsync(AuditTrail trail)
    {
        if (_broken.Contains(trail.Name))
        {
            return null;
        }

        if (!_trees.TryGetValue(trail.Name, out var tree))
        {
            _trees.Add(trail.Name, tree = new MerkleFrontier());
        }

        var signed = _last.GetValueOrDefault(trail.Name);
        if (trail.Entries < signed?.Size)
        {
            Break(trail.Name);
            return null;
        }

        while (tree.Size < trail.Entries)
        {
            var page = await _store.HashesAsync(
                trail.Name, tree.Size, (int)Math.Min(Page, trail.Entries - tree.Size));
            if (page.Count == 0 || !Grow(tree, page, signed))
            {
                Break(trail.Name);
                return null;
            }
        }

        return tree;
    }

    /// <summary>False if the tree is not the signed one when it has its size.</summary>
    private static bool Grow(MerkleFrontier tree, IReadOnlyList<byte[]> page, AuditCheckpoint? signed)
    {
        foreach (var hash in page)
        {
            tree.Add(hash);
            if (tree.Size == signed?.Size && signed.Root != Convert.ToHexStringLower(tree.Root))
            {
                return false;
            }
        }

        return true;
    }

    private void Break(string trail)
    {
        if (_broken.Add(trail))
        {
            LogBroken(trail, _last.GetValueOrDefault(trail)?.Size ?? 0);
        }
    }

    [LoggerMessage(LogLevel.Critical,
        "The audit trail {Trail} does not continue the {Size} entries that were signed; it gets no more checkpoints")]
    private partial void LogBroken(string trail, long size);
}
