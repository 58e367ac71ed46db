namespace OrleansMail.Smtp;

/// <summary>A reply, or the fault that came instead.</summary>
internal readonly record struct WireReply(SmtpReply? Reply, FaultKind Fault, string Text)
{
    public static WireReply Of(SmtpReply reply) => new(reply, FaultKind.None, reply.Text);

    public static WireReply Failed(FaultKind fault, string text) => new(Reply: null, fault, text);
}
