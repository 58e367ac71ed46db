using OrleansMail.Dns;
using OrleansMail.Outcomes;
using OrleansMail.Smtp;

namespace OrleansMail.Delivery;

/// <summary>Translates what the protocol says into what the outcome policy asks.</summary>
internal static class AttemptEnds
{
    public static AttemptEnd Of(SmtpTransaction transaction, string site) => new(
        StageOf(transaction.Stage),
        transaction.IsLocal ? AttemptFault.TooLarge : FaultOf(transaction.Fault),
        transaction.Reply?.Code ?? 0,
        transaction.Reply?.Enhanced?.ToString(),
        transaction.Text,
        site,
        transaction.Host);

    public static AttemptEnd Of(SmtpFault fault, string site, string host) => new(
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

    /// <summary>Every host of the site has been asked in vain.</summary>
    public static AttemptEnd NoHost(string site) => new(
        DeliveryStage.Connect, AttemptFault.ConnectionRefused, 0, "4.4.1", "no host of the site can be reached", site, null);

    /// <summary>Leased, but stopped before it was started.</summary>
    public static AttemptEnd NotStarted(string site) => new(
        DeliveryStage.None, AttemptFault.Cancelled, 0, null, "stopped before the attempt", site, null);

    private static AttemptFault FaultOf(FaultKind kind) => kind switch
    {
        FaultKind.None or FaultKind.Refused => AttemptFault.None,
        FaultKind.Timeout => AttemptFault.Timeout,
        FaultKind.ConnectionLost => AttemptFault.ConnectionLost,
        FaultKind.ConnectionRefused or FaultKind.Unreachable or FaultKind.LocalAddressUnavailable =>
            AttemptFault.ConnectionRefused,
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
