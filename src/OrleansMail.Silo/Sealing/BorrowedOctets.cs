using System.Buffers;

namespace OrleansMail.Sealing;

/// <summary>Borrowed memory for octets, cleared when it is given back.</summary>
internal readonly struct BorrowedOctets(int length) : IDisposable
{
    private readonly byte[]? _octets = ArrayPool<byte>.Shared.Rent(length);

    public Span<byte> Span => _octets.AsSpan(0, length);

    public void Dispose()
    {
        if (_octets is not null)
        {
            Span.Clear();
            ArrayPool<byte>.Shared.Return(_octets);
        }
    }
}
