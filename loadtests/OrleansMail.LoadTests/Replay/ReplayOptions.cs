using OrleansMail.Shapes;

namespace OrleansMail.Replay;

/// <summary>What a replay does.</summary>
/// <param name="Shape">Of audience and mail, where no files are given.</param>
/// <param name="ContentPath">An .eml, or null for one of the shape.</param>
/// <param name="AudiencePath">A CSV in UTF-8 with a column <c>address</c>, or null for one of the shape.</param>
/// <param name="Runs">How often; tables show medians.</param>
/// <param name="Campaigns">Sent at once; the shape's recipients are divided among them, a CSV goes to each.</param>
/// <param name="PauseAt">Share of the mails at which everything is paused once; null for never.</param>
/// <param name="SiloSettings">Options of the silo, <c>Section:Key=value</c>.</param>
/// <param name="RsaSeconds">How long each kind of RSA operation is measured before each run.</param>
/// <param name="SinkProgramPath">The program whose sink receives; null for the one under trial.</param>
internal sealed record ReplayOptions(
    AudienceShape Shape,
    string? ContentPath,
    string? AudiencePath,
    int Runs,
    ReceiverOptions Receiver,
    int Campaigns,
    double? PauseAt,
    IReadOnlyList<string> SiloSettings,
    string ProgramPath,
    int RsaSeconds,
    string? SinkProgramPath = null)
{
    /// <summary>How everything is paused at <see cref="PauseAt"/>.</summary>
    public HaltBy PauseBy { get; init; }

    public string? Fault() => this switch
    {
        { Runs: < 1 } => "there is at least one run",
        { Campaigns: < 1 } => "there is at least one campaign",
        { RsaSeconds: < 1 } => "RSA is measured for at least a second",
        _ when Shape.Recipients < Campaigns => "each campaign has at least one recipient",
        _ when PauseAt is { } && Receiver.IsSmtpSink => "smtp-sink does not say when the last mail came, so not with --pause-at",
        _ => (AudiencePath is null ? Shape.Fault() : null) ?? Receiver.Fault(),
    };
}
