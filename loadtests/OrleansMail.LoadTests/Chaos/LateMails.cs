using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary>Mails that a silo sent after others had taken its work over and called the recipient Unknown.</summary>
internal static class LateMails
{
    /// <summary>
    /// From the sink's count to the record of another silo nothing is in step to the millisecond; who is thawed is so for seconds.
    /// </summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    /// <summary>The recipients whose mail arrived after they had been recorded Unknown.</summary>
    public static List<string> Find(IEnumerable<OutcomeLine> outcomes, IEnumerable<AcceptedLine> accepted)
    {
        var doubted = outcomes
            .Where(line => line is { Outcome: OutcomeLine.InDoubt, At: not null })
            .ToLookup(line => line.Recipient, line => line.At!.Value, StringComparer.Ordinal);
        return
        [
            .. accepted
                .Where(line => doubted[line.Recipient].Any(at => line.At > at + Tolerance))
                .Select(line => line.Recipient),
        ];
    }
}
