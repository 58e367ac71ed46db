namespace OrleansMail.Outcomes;

/// <summary>How one transaction ended for one recipient.</summary>
/// <param name="Stage">The last thing that was sent or awaited; FinalDot from the moment the dot may have left.</param>
/// <param name="Code">The 3-digit reply code, 0 when a fault ended it.</param>
/// <param name="Enhanced">Such as <c>5.1.1</c> (RFC 3463), null when the reply had none.</param>
/// <param name="Text">The reply's text, lines joined by anything; empty for none.</param>
/// <param name="Provider">The site's name.</param>
/// <param name="MxHost">The host spoken to, null before one was.</param>
/// <param name="RetriesNow">How often this recipient was tried again at once already: a bound on going round.</param>
public sealed record AttemptEnd(
    DeliveryStage Stage,
    AttemptFault Fault,
    int Code,
    string? Enhanced,
    string Text,
    string Provider,
    string? MxHost,
    int RetriesNow = 0);
