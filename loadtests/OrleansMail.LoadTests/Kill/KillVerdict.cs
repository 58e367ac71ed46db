using System.Globalization;
using OrleansMail.Trials;

namespace OrleansMail.Kill;

/// <summary>What the ledger says against what the sink accepted, line by line.</summary>
/// <param name="Lost">Recipients without exactly one line and a final outcome.</param>
/// <param name="Twice">Recipients that the sink accepted more than once.</param>
/// <param name="Breaches">Each broken promise, in words.</param>
internal sealed record KillVerdict(int Lost, int Twice, int Unknown, IReadOnlyList<string> Breaches)
{
    private const int Told = 10;

    /// <param name="accepted">The sink's log, in the order of acceptance.</param>
    public static KillVerdict Of(
        IReadOnlyCollection<string> audience,
        IReadOnlyCollection<OutcomeLine> outcomes,
        IReadOnlyCollection<AcceptedLine> accepted,
        IReadOnlyList<KillMoment> moments,
        bool resends)
    {
        var breaches = new List<string>();
        var lines = outcomes.ToLookup(line => line.Recipient, StringComparer.Ordinal);
        var copies = accepted.ToLookup(entry => entry.Recipient, entry => entry.MessageId, StringComparer.Ordinal);
        var lost = Tell(breaches, "lost", audience.Where(address => !IsFinalOnce(lines[address])));
        Tell(breaches, "reported but not in the audience", lines.Select(line => line.Key).Except(audience, StringComparer.Ordinal));
        var twice = Tell(breaches, "sent twice", copies
            .Where(sent => resends ? sent.Distinct(StringComparer.Ordinal).Skip(1).Any() : sent.Skip(1).Any())
            .Select(sent => sent.Key));
        Tell(breaches, "Delivered but never accepted", outcomes
            .Where(line => line.Outcome == OutcomeLine.Delivered && !copies.Contains(line.Recipient))
            .Select(line => line.Recipient));
        Tell(breaches, "accepted but neither Delivered nor Unknown", copies
            .Select(sent => sent.Key)
            .Where(address => !lines[address].Any(line => line.Outcome is OutcomeLine.Delivered or OutcomeLine.InDoubt)));
        var unknown = outcomes.Where(line => line.Outcome == OutcomeLine.InDoubt).ToList();
        if (resends)
        {
            Tell(breaches, "left Unknown although the campaign resends", unknown.Select(line => line.Recipient));
        }

        Bound(breaches, UnknownPerMoment(unknown, moments));
        return new KillVerdict(lost, twice, unknown.Count, breaches);
    }

    /// <summary>How many recipients each kill left in doubt: those found between it and the next one.</summary>
    public static int[] UnknownPerMoment(IEnumerable<OutcomeLine> outcomes, IReadOnlyList<KillMoment> moments)
    {
        var counts = new int[moments.Count + 1];
        foreach (var line in outcomes.Where(line => line.Outcome == OutcomeLine.InDoubt))
        {
            counts[moments.Count(moment => moment.Killed <= line.At)]++;
        }

        // What was in doubt before the first kill belongs to none.
        return counts;
    }

    private static bool IsFinalOnce(IEnumerable<OutcomeLine> lines) =>
        lines.Take(2).ToList() is [{ IsFinal: true }];

    // A kill while the chunks are still being claimed leaves doubts of its predecessor to be found after it.
    private static void Bound(List<string> breaches, int[] perMoment)
    {
        var sum = 0;
        for (var kills = 0; kills < perMoment.Length; kills++)
        {
            sum += perMoment[kills];
            if (sum > kills * KillOptions.InDoubtPerKill)
            {
                breaches.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{sum} Unknown after {kills} kills; {kills * KillOptions.InDoubtPerKill} are allowed"));
            }
        }
    }

    private static int Tell(List<string> breaches, string what, IEnumerable<string> addresses)
    {
        var all = addresses.ToList();
        if (all.Count > 0)
        {
            breaches.Add(string.Create(
                CultureInfo.InvariantCulture, $"{all.Count} {what}, such as {string.Join(", ", all.Take(Told))}"));
        }

        return all.Count;
    }
}
