namespace OrleansMail.Egress;

/// <summary>Who sends from an address. Exactly one of silo and problem is set.</summary>
/// <param name="Silo">The one silo that has the address.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Problem">Why there is no such silo, and how to mend it.</param>
internal sealed record EgressOwner(SiloAddress? Silo, string? Name, string? Problem);
