namespace OrleansMail.Audit;

/// <summary>
/// Checkpoints whose signature holds, by trail. Takes about 200 octets for each; their number does not grow with the
/// entries, but with the time in which there were any.
/// </summary>
/// <param name="keys">Who may have signed.</param>
/// <param name="until">Later checkpoints are left out: an export from before cannot hold the entries they speak of.</param>
public sealed class CheckpointSet(CheckpointKeys keys, DateTimeOffset until)
{
    // A file of rubbish must not fill the memory with complaints.
    private const int MostFaults = 100;

    private readonly Dictionary<string, List<CheckpointRoot>> _trails = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    /// <summary>What cannot be believed, in words; at most 100.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The trails that there are checkpoints of.</summary>
    public IReadOnlyCollection<string> Trails => _trails.Keys;

    /// <summary>Adds the lines of a checkpoint file.</summary>
    public void Add(IEnumerable<AuditFileLine> lines)
    {
        foreach (var line in lines)
        {
            if (line.Checkpoint is { } checkpoint)
            {
                Add(checkpoint);
            }
            else
            {
                Fault($"line {line.Number} of the checkpoint file is no checkpoint");
            }
        }
    }

    public void Add(AuditCheckpoint checkpoint)
    {
        if (!keys.Holds(checkpoint))
        {
            Fault($"the signature of the checkpoint of {AuditTime.Text(checkpoint.At)} over {checkpoint.Size} entries of "
                + $"{checkpoint.Trail} does not hold");
            return;
        }

        if (checkpoint.At > until)
        {
            return;
        }

        if (!_trails.TryGetValue(checkpoint.Trail, out var roots))
        {
            _trails.Add(checkpoint.Trail, roots = []);
        }

        roots.Add(new CheckpointRoot(checkpoint.Size, checkpoint.Root, checkpoint.At));
    }

    /// <summary>Those of a trail, the smallest first.</summary>
    internal IReadOnlyList<CheckpointRoot> Of(string trail) =>
        _trails.TryGetValue(trail, out var roots) ? [.. roots.OrderBy(root => root.Size)] : [];

    private void Fault(string fault)
    {
        if (_faults.Count < MostFaults)
        {
            _faults.Add(fault);
        }
    }
}
