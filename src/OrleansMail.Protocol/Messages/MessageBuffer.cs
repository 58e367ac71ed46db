using System.Buffers;

namespace OrleansMail.Messages;

/// <summary>Octets that grow at both ends: a message, what is before it, and what follows. For one thread.</summary>
/// <remarks>It holds personal data: <see cref="Dispose"/> clears its octets, <see cref="Reset"/> does not.</remarks>
public sealed class MessageBuffer : IBufferWriter<byte>, IDisposable
{
    /// <summary>4,096 octets: a DKIM-Signature of a 2048-bit key takes about 1,000; 2,048 stay for commands.</summary>
    public const int Headroom = 4096;

    private const int FirstOctets = 16_384;

    private byte[] _octets;
    private int _start;
    private int _end;

    public MessageBuffer()
    {
        _octets = ArrayPool<byte>.Shared.Rent(FirstOctets);
        Reset();
    }

    /// <summary>Everything so far; valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _octets.AsMemory(_start.._end);

    public ReadOnlySpan<byte> WrittenSpan => _octets.AsSpan(_start.._end);

    public int Length => _end - _start;

    /// <summary>Octets that are reserved for this buffer, used or not.</summary>
    public int Capacity => _octets.Length;

    /// <summary>Where in <see cref="_octets"/> a signature is to be filled in; -1 when none is awaited.</summary>
    private int PlaceOffset { get; set; }

    /// <summary>Forgets what is there, and has the headroom again.</summary>
    public void Reset()
    {
        (_start, _end, PlaceOffset) = (Headroom, Headroom, -1);
    }

    /// <summary>Room directly in front of what is there, to be filled by the caller.</summary>
    public Span<byte> Prepend(int count)
    {
        if (count > _start)
        {
            Grow(count + Headroom - _start, 0);
        }

        _start -= count;
        return _octets.AsSpan(_start, count);
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _octets.Length - _end);
        _end += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _octets.AsMemory(_end);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _octets.AsSpan(_end);
    }

    /// <summary>Copies a block to the end.</summary>
    public void Append(ReadOnlySpan<byte> octets)
    {
        Reserve(octets.Length);
        octets.CopyTo(_octets.AsSpan(_end));
        _end += octets.Length;
    }

    /// <summary>Gives the octets back, cleared.</summary>
    public void Dispose()
    {
        var octets = _octets;
        _octets = [];
        (_start, _end, PlaceOffset) = (0, 0, -1);
        if (octets.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(octets, clearArray: true);
        }
    }

    /// <summary>True between the marking of a place for a signature and the taking of it.</summary>
    internal bool HasPlace => PlaceOffset >= 0;

    /// <summary>Remembers a place that is filled later; more may be put before and after it meanwhile.</summary>
    internal void MarkPlace(int offset) => PlaceOffset = _start + offset;

    /// <summary>The octets from the marked place on, once.</summary>
    internal Span<byte> TakePlace()
    {
        var place = _octets.AsSpan(PlaceOffset.._end);
        PlaceOffset = -1;
        return place;
    }

    private void Reserve(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (_octets.Length - _end < Math.Max(count, 1))
        {
            Grow(0, Math.Max(count, 1));
        }
    }

    private void Grow(int before, int after)
    {
        var needed = (long)_end + before + after;
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(needed, _octets.Length * 2L), Array.MaxLength));
        if (larger.Length < needed)
        {
            throw new InvalidOperationException("A message buffer cannot hold so much.");
        }

        WrittenSpan.CopyTo(larger.AsSpan(_start + before));
        var old = _octets;
        _octets = larger;
        (_start, _end) = (_start + before, _end + before);
        PlaceOffset += PlaceOffset < 0 ? 0 : before;
        if (old.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(old, clearArray: true);
        }
    }
}
