namespace OrleansMail.Smtp;

/// <summary>How one step of a transaction came out: a reply or a fault, and where.</summary>
internal readonly record struct Step(SmtpStage Stage, SmtpReply? Reply, FaultKind Fault, string Text)
{
    /// <summary>The server said no.</summary>
    public bool IsRefused => Reply is { IsPositive: false, IsIntermediate: false };

    /// <summary>Nothing more can be asked on this connection. RFC 5321 §4.2.2 for 421.</summary>
    public bool EndsTalk => Fault != FaultKind.None || Reply is { ClosesConnection: true };

    public static Step Failed(SmtpStage stage, FaultKind fault, string? text = null) =>
        new(stage, Reply: null, fault, text ?? WireFault.Describe(fault));
}
