namespace OrleansMail.Replay;

/// <summary>The receiving side of a replay.</summary>
/// <param name="IsSmtpSink">Postfix's smtp-sink takes the mail of fast sites, else the engine's own sink.</param>
/// <param name="Latency">How long the own sink holds back each group of replies.</param>
/// <param name="DeferShare">Of the sites, from 0 to 1.</param>
/// <param name="SlowShare">Of the sites, from 0 to 1.</param>
/// <param name="DeadShare">Of the sites, from 0 to 1.</param>
/// <param name="Tls">The own sink offers STARTTLS.</param>
/// <param name="HangShare">Of the sites, from 0 to 1: they take a connection and say nothing.</param>
internal sealed record ReceiverOptions(
    bool IsSmtpSink, TimeSpan Latency, double DeferShare, double SlowShare, double DeadShare, bool Tls, double HangShare = 0)
{
    public string? Fault() => this switch
    {
        { IsSmtpSink: true, Tls: true } => "smtp-sink has no STARTTLS",
        _ when IsSmtpSink && Latency > TimeSpan.Zero => "smtp-sink has no latency below a second",
        { IsSmtpSink: true, DeadShare: > 0 } => "smtp-sink does not say when all living sites have their mail",
        _ when DeferShare + SlowShare + DeadShare + HangShare > 1 => "the shares of sites are above 1 in all",
        _ => null,
    };
}
