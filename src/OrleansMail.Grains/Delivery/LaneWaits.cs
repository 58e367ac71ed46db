using OrleansMail.Cluster;
using OrleansMail.Outcomes;

namespace OrleansMail.Delivery;

/// <summary>Why a lane sends nothing, in words that an operator sees. Few and fixed: lanes are grouped by them.</summary>
internal static class LaneWaits
{
    public const string Silent = "the site does not answer";
    public const string NoPlace = "all places for sessions are taken (Delivery:MaxConnections)";
    public const string OthersFirst = "the site was slow or put mail off before, and sites that work go first";
    public const string Claims = "this silo has not heard from the database that its claims still count";
    public const string Proxy = "the proxy of this address does not connect";
    public const string Engine = "storage or another silo did not answer, or a session failed: see the log";
    public const string Ending = "this silo is stopping";
    public const string Earlier = "the site had trouble when it was tried before";

    private const string PutsOff = "the site puts mail off";

    /// <summary>Why a site is left alone after this attempt; null if it is not the site's or the address's trouble.</summary>
    public static string? After(Attempt attempt) => !attempt.Decision.IsSiteTrouble && attempt.Decision.ShutSiteFor is null
        ? null
        : attempt.Decision.Category switch
        {
            BounceCategory.Rate => "the site says that we send too fast",
            BounceCategory.Reputation => "the site refuses this address, or a sending domain, for its reputation",
            BounceCategory.Authentication => "the site does not accept our SPF, DKIM, DMARC or reverse DNS",
            BounceCategory.Greylist => "the site puts off first contacts",
            BounceCategory.Tls => "TLS with the site does not come about",
            _ => Of(attempt.End.Fault),
        };

    /// <summary>The lanes that wait, by reason; those that had the most attempts first.</summary>
    public static LaneWait[] Grouped(IEnumerable<LaneLoad> lanes) =>
    [
        .. lanes.Where(lane => lane.Waits is not null)
            .GroupBy(lane => lane.Waits!, StringComparer.Ordinal)
            .OrderByDescending(alike => alike.Sum(lane => lane.Tried))
            .Select(alike => new LaneWait(
                alike.Key,
                alike.Count(),
                alike.Max(lane => lane.ShutUntil),
                [
                    .. alike.Where(lane => lane.Tried >= LaneWait.LeastAttempts)
                        .OrderByDescending(lane => lane.Tried)
                        .Take(LaneWait.MostSites)
                        .Select(lane => lane.Site),
                ])),
    ];

    private static string Of(AttemptFault fault) => fault switch
    {
        AttemptFault.RouteTemporary => "DNS does not tell the way to the site",
        AttemptFault.ConnectionRefused => "no host of the site can be reached",
        AttemptFault.Timeout => Silent,
        AttemptFault.ConnectionLost or AttemptFault.ProtocolError => "the site breaks connections off, or does not speak SMTP",
        AttemptFault.TlsFailed => "TLS with the site does not come about",
        _ => PutsOff,
    };
}
