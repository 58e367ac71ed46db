using OrleansMail.Tls;

namespace OrleansMail.Smtp;

/// <summary>How one message to one recipient ended.</summary>
/// <param name="Stage">Mail to FinalDot: whose reply or fault decided.</param>
/// <param name="Reply">The deciding reply; null where a fault left none.</param>
/// <param name="Fault">None where the reply decides.</param>
/// <param name="Text">The reply's or the fault's words.</param>
/// <param name="Usable">The connection may take another message.</param>
/// <param name="IsLocal">The refusal is our own and nothing was sent; the reply is the one a server would give.</param>
/// <param name="Host">The MX host name.</param>
/// <param name="Tls">What protected the connection.</param>
public sealed record SmtpTransaction(
    SmtpStage Stage,
    SmtpReply? Reply,
    FaultKind Fault,
    string Text,
    bool Usable,
    bool IsLocal,
    string Host,
    TlsFacts Tls)
{
    /// <summary>The server has taken the message over. RFC 5321 §4.2.5.</summary>
    public bool IsDelivered => Stage == SmtpStage.FinalDot && Fault == FaultKind.None && Reply is { IsPositive: true };

    /// <summary>The end of the message may have arrived and no answer has: delivered or not, nobody knows.</summary>
    public bool IsUncertain => Stage == SmtpStage.FinalDot && Fault != FaultKind.None;
}
