using OrleansMail.Outcomes;

namespace OrleansMail.Scenarios;

/// <summary>The outcome that one recipient must come to.</summary>
/// <param name="Code">Reply code; 0 for none.</param>
/// <param name="Attempts">Exactly so many attempts; null where it is not said.</param>
internal sealed record PeerEnd(OutcomeKind Outcome, DeliveryStage Stage, int Code, int? Attempts = null)
{
    public static PeerEnd Delivered { get; } = new(OutcomeKind.Delivered, DeliveryStage.FinalDot, 250, 1);

    public static PeerEnd DeliveredAtTheSecond { get; } = Delivered with { Attempts = 2 };

    public bool Fits(Reports.OutcomeLine line) =>
        line.Outcome == Outcome && line.Stage == Stage && line.Code == Code
        && (Attempts is null || line.Attempts == Attempts);
}
