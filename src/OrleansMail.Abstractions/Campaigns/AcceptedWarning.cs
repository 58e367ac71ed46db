namespace OrleansMail.Campaigns;

/// <summary>Somebody's word that a warning of the guard may stand.</summary>
/// <param name="Finding">The finding's key.</param>
/// <param name="Reason">Why it may, 1 to 512 printable characters.</param>
[GenerateSerializer, Immutable, Alias("mail.AcceptedWarning")]
public sealed record AcceptedWarning(
    [property: Id(0)] string Finding,
    [property: Id(1)] string Reason,
    [property: Id(2)] string By,
    [property: Id(3)] DateTimeOffset At);
