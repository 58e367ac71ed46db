using System.Diagnostics.CodeAnalysis;

namespace OrleansMail.Smtp;

/// <summary>The result of opening a session: a session, or why there is none. Exactly one of the two is set.</summary>
public sealed record SmtpOpening
{
    private SmtpOpening(SmtpSession? session, SmtpFault? fault) => (Session, Fault) = (session, fault);

    public SmtpSession? Session { get; }

    public SmtpFault? Fault { get; }

    [MemberNotNullWhen(true, nameof(Session))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsOpen => Session is not null;

    internal static SmtpOpening Open(SmtpSession session) => new(session, fault: null);

    internal static SmtpOpening Closed(SmtpFault fault) => new(session: null, fault);
}
