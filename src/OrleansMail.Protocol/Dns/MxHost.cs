namespace OrleansMail.Dns;

/// <summary>One mail host of a domain.</summary>
/// <param name="Preference">Lower is tried first.</param>
/// <param name="Name">Lower case, without trailing dot; of a fixed route it may be an address.</param>
public sealed record MxHost(int Preference, string Name);
