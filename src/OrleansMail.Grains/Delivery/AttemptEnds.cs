using OrleansMail.Dns;
using OrleansMail.Outcomes;
using OrleansMail.Smtp;

namespace OrleansMail.Delivery;

/// <summary>Translates what the protocol says into what the outcome policy asks.</summary>
internal static class AttemptEnds
{
    public static AttemptEnd Of(SmtpTransaction transaction, string site) =>
        transaction is { Fault: FaultKind.Cancelled, Stage: not SmtpStage.FinalDot }
            ? NotStarted(site)
            : new AttemptEnd(
                StageOf(transaction.Stage),
                transaction.IsLocal ? LocalFault(transaction) : FaultOf(transaction.Fault),
                transaction.Reply?.Code ?? 0,
                transaction.Reply?.Enhanced?.ToString(),
                transaction.Text,
                site,
                transaction.Host);

    public static AttemptEnd Of(SmtpFault fault, string site, string host) => fault.Kind == FaultKind.Cancelled
        ? NotStarted(site)
        : new AttemptEnd(
            StageOf(fault.Stage),
            FaultOf(fault.Kind),
            fault.Reply?.Code ?? 0,
            fault.Reply?.Enhanced?.ToString(),
            fault.Reply?.Text ?? fault.Text,
            site,
            host);

    public static AttemptEnd Of(MxFailure failure, string site) => new(
        DeliveryStage.Routing,
        failure.IsPermanent ? AttemptFault.RoutePermanent : AttemptFault.RouteTemporary,
        0,
        failure.Code.ToString(),
        failure.Text,
        site,
        MxHost: null);

    public static AttemptEnd Render(string problem, string site) => new(
        DeliveryStage.Render, AttemptFault.RenderFailed, 0, "5.6.0", problem, site, MxHost: null);

    /// <summary>The proxy of the egress address has not connected us; no host has been asked.</summary>
    public static AttemptEnd OfProxy(SmtpFault fault, string site) => new(
        DeliveryStage.None, AttemptFault.ProxyFailed, 0, null, fault.Text, site, MxHost: null);

    /// <summary>Every host of the site has been asked in vain.</summary>
    public static AttemptEnd NoHost(string site) => new(
        DeliveryStage.Connect, AttemptFault.ConnectionRefused, 0, "4.4.1", "no host of the site can be reached", site, null);

    /// <summary>An attempt that broke in our own code, nobody knows where: perhaps sent.</summary>
    public static AttemptEnd Broken(string site) => new(
        DeliveryStage.FinalDot, AttemptFault.ConnectionLost, 0, null, "an unexpected failure of the engine", site, null);

    /// <summary>Leased, but called off before the end of the message could leave: nothing was sent.</summary>
    public static AttemptEnd NotStarted(string site) => new(
        DeliveryStage.None, AttemptFault.Cancelled, 0, null, "stopped before the attempt", site, null);

    // Our own refusal is about the size or about what the message or address is made of; both are final.
    private static AttemptFault LocalFault(SmtpTransaction transaction) =>
        transaction.Reply?.Code == 552 ? AttemptFault.TooLarge : AttemptFault.RenderFailed;

    private static AttemptFault FaultOf(FaultKind kind) => kind switch
    {
        FaultKind.None or FaultKind.Refused => AttemptFault.None,
        FaultKind.Timeout => AttemptFault.Timeout,
        FaultKind.ConnectionLost => AttemptFault.ConnectionLost,
        FaultKind.ConnectionRefused or FaultKind.Unreachable or FaultKind.LocalAddressUnavailable =>
            AttemptFault.ConnectionRefused,

        // Whether it is the proxy's fault or the host's has been asked before: see ProxyHealth.
        FaultKind.ProxyDenied => AttemptFault.ConnectionRefused,
        FaultKind.ProxyFailed or FaultKind.ProxyWrongSource => AttemptFault.ProxyFailed,
        FaultKind.ProtocolError => AttemptFault.ProtocolError,
        FaultKind.TlsUnavailable or FaultKind.TlsFailed => AttemptFault.TlsFailed,
        FaultKind.Cancelled => AttemptFault.Cancelled,
    };

    private static DeliveryStage StageOf(SmtpStage stage) => stage switch
    {
        SmtpStage.Connect => DeliveryStage.Connect,
        SmtpStage.Greeting => DeliveryStage.Greeting,
        SmtpStage.Ehlo => DeliveryStage.Ehlo,
        SmtpStage.StartTls => DeliveryStage.StartTls,
        SmtpStage.Mail => DeliveryStage.Mail,
        SmtpStage.Rcpt => DeliveryStage.Rcpt,
        SmtpStage.Data => DeliveryStage.Data,
        SmtpStage.Body => DeliveryStage.Body,
        SmtpStage.FinalDot => DeliveryStage.FinalDot,
    };
}
