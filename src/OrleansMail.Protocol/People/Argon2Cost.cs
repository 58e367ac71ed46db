namespace OrleansMail.People;

/// <summary>What one hash of a password costs (RFC 9106 §3.1).</summary>
/// <param name="Passes">t, at least 1. Default 1.</param>
/// <param name="Memory">m in KiB. Default 47,104 (46 MiB), the least that OWASP ASVS 5.0 accepts with one pass.</param>
/// <param name="Lanes">p. Default 1.</param>
public sealed record Argon2Cost(int Passes = 1, int Memory = 47_104, int Lanes = 1);
