namespace OrleansMail.AuditKill;

/// <summary>What the state shows against what the trails say.</summary>
/// <param name="Effects">Effects found in the state.</param>
/// <param name="WithoutEntry">Effects that no entry announced: each is a breach.</param>
/// <param name="WithoutEffect">Entries whose action never took effect, as a kill between the two leaves them.</param>
internal sealed record AuditVerdict(int Effects, IReadOnlyList<Effect> WithoutEntry, int WithoutEffect)
{
    /// <summary>Counts both sides: an entry stands for one effect only.</summary>
    /// <param name="announced">Of the entries, oldest first; those of other calls are left out by the caller.</param>
    public static AuditVerdict Of(IReadOnlyCollection<Effect> effects, IEnumerable<Effect> announced)
    {
        var left = new Dictionary<Effect, int>();
        var entries = 0;
        foreach (var one in announced)
        {
            left[one] = left.GetValueOrDefault(one) + 1;
            entries++;
        }

        var bare = new List<Effect>();
        foreach (var effect in effects)
        {
            var count = left.GetValueOrDefault(effect);
            if (count == 0)
            {
                bare.Add(effect);
            }

            left[effect] = count - 1;
        }

        return new AuditVerdict(effects.Count, bare, entries - (effects.Count - bare.Count));
    }
}
