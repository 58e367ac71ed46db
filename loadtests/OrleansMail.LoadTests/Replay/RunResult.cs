using OrleansMail.Measures;
using OrleansMail.Trials;

namespace OrleansMail.Replay;

/// <summary>All that one run gave.</summary>
/// <param name="Silo">Looks at the silo; times are seconds since the start of sending.</param>
/// <param name="Sink">Looks at the sink of the fast sites.</param>
/// <param name="SiloWindow">The silo before the start and after the end of sending.</param>
/// <param name="SinkWindow">The same of the sink.</param>
/// <param name="FirstMail">From the start, as the ledger has it, to the first accepted mail.</param>
/// <param name="Pause">Null without one.</param>
/// <param name="Stopped">How long a pause kept the mail back.</param>
/// <param name="Missing">Mails to living sites that did not come for a minute, so the campaigns were cancelled.</param>
/// <param name="SinkCounts">Octets, messages and violations; null from smtp-sink.</param>
/// <param name="Signatures">Null if nothing was kept.</param>
/// <param name="Meters">Null if the silo could not be listened to.</param>
internal sealed record RunResult(
    RsaLimit Rsa,
    IReadOnlyList<PreparedCampaign> Campaigns,
    RunLedger Ledger,
    IReadOnlyList<ProcessSample> Silo,
    IReadOnlyList<ProcessSample> Sink,
    (ProcessSample Before, ProcessSample After) SiloWindow,
    (ProcessSample Before, ProcessSample After) SinkWindow,
    TimeSpan? FirstMail,
    PauseMoment? Pause,
    TimeSpan Stopped,
    long Missing,
    SinkTotals? SinkCounts,
    SignatureCheck? Signatures,
    SiloMeasures? Meters)
{
    public IReadOnlyList<string> Breaches { get; } = BreachesOf(Ledger, Missing, SinkCounts, Signatures);

    private static List<string> BreachesOf(
        RunLedger ledger, long missing, SinkTotals? sink, SignatureCheck? signatures)
    {
        var breaches = ledger.Breaches().ToList();
        if (missing > 0)
        {
            breaches.Add($"{missing} mails to living sites did not come although nothing else came for a minute");
        }

        if (sink is { Violations: > 0 })
        {
            breaches.Add($"{sink.Violations} violations of SMTP counted by the sink");
        }

        if (signatures is { Failures: > 0 })
        {
            breaches.Add($"{signatures.Failures} kept messages do not verify, such as {signatures.First[0]}");
        }

        return breaches;
    }
}
