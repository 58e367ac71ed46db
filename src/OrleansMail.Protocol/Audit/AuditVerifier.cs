namespace OrleansMail.Audit;

/// <summary>
/// Verifies trails from their entries alone, without anything that runs. Memory does not grow with the entries.
/// </summary>
/// <param name="checkpoints">What trails are compared with; null if there are none, and then a cut end is not seen.</param>
public sealed class AuditVerifier(CheckpointSet? checkpoints)
{
    // An honest file has a trail for each sending domain.
    private const int MostTrails = 100_000;

    private readonly SortedDictionary<string, TrailCheck> _trails = new(StringComparer.Ordinal);
    private string _last = "";

    /// <summary>The trails that were seen or are expected.</summary>
    public IReadOnlyCollection<string> Trails => _trails.Keys;

    /// <summary>The next entry; those of one trail come in their order.</summary>
    public void Add(AuditEntry entry) => Of(_last = entry.Trail).Add(entry);

    /// <summary>A line that is no entry; it stands in the trail of the line before.</summary>
    public void AddUnreadable(string reason) => Of(_last).AddUnreadable(reason);

    /// <summary>A trail that must be there, even if it turns out to be empty.</summary>
    public void Expect(string trail) => Of(trail);

    /// <summary>Reads the entries of an export; its checkpoints are not looked at.</summary>
    public void Add(IEnumerable<AuditFileLine> lines)
    {
        foreach (var line in lines)
        {
            if (line.Entry is { } entry)
            {
                Add(entry);
            }
            else if (line.Checkpoint is null)
            {
                AddUnreadable($"line {line.Number}: {line.Fault}");
            }
        }
    }

    /// <summary>The verdict on each trail, by name.</summary>
    public IReadOnlyList<TrailVerdict> End() => [.. _trails.Values.Select(trail => trail.End())];

    private TrailCheck Of(string trail)
    {
        if (!_trails.TryGetValue(trail, out var check))
        {
            if (_trails.Count == MostTrails)
            {
                throw new InvalidDataException($"There are more than {MostTrails} trails: this is no audit export.");
            }

            _trails.Add(trail, check = new TrailCheck(trail, checkpoints?.Of(trail) ?? []));
        }

        return check;
    }
}
