namespace OrleansMail.Sink;

/// <summary>A recipient of the running transaction as rules see it: address, and number of the attempt.</summary>
internal readonly record struct Addressee(string Address, int Attempt)
{
    public ReadOnlySpan<char> Domain => Address.AsSpan(Address.LastIndexOf('@') + 1);
}
