namespace OrleansMail.Guard;

/// <summary>The addresses that stand in some text, as hashes; at most 100,000.</summary>
internal sealed class AddressSet
{
    private const int Most = 100_000;

    private readonly HashSet<ulong> _hashes = [];

    public ulong[] Hashes => [.. _hashes];

    public void AddFrom(ReadOnlySpan<char> text)
    {
        var scan = new IdentifierScan(text);
        while (_hashes.Count < Most && scan.Next())
        {
            if (text[scan.Found].Contains('@'))
            {
                _hashes.Add(scan.Hash);
            }
        }
    }

    public bool Has(string address) =>
        _hashes.Count > 0 && Identifier.OfAddress(address) is { } hash && _hashes.Contains(hash);
}
