namespace OrleansMail.Egress;

/// <summary>Who sends from an address. Exactly one of silo and problem is set.</summary>
/// <param name="Silo">The one silo that sends from the address.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Problem">Why there is no such silo, and how to mend it.</param>
/// <param name="Proxy">The proxy that it sends through; null when the address is its machine's own.</param>
internal sealed record EgressOwner(SiloAddress? Silo, string? Name, string? Problem, string? Proxy = null);
