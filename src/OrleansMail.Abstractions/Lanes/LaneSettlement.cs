namespace OrleansMail.Lanes;

/// <summary>How one lease ended.</summary>
/// <param name="Lease">The lease it settles.</param>
/// <param name="Delivered">Deliveries accepted by the site.</param>
/// <param name="SiteTrouble">Attempts that failed because of the site or our standing with it, not of the recipient.</param>
/// <param name="ShutFor">The longest time that the outcome policy asks the lane to be shut; zero for none.</param>
[GenerateSerializer, Immutable, Alias("mail.LaneSettlement")]
public sealed record LaneSettlement(
    [property: Id(0)] Guid Lease,
    [property: Id(1)] int Delivered,
    [property: Id(2)] int SiteTrouble,
    [property: Id(3)] TimeSpan ShutFor);
