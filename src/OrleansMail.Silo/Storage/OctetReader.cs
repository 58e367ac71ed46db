using System.Text;

namespace OrleansMail.Storage;

/// <summary>Reads what <see cref="OctetWriter"/> wrote.</summary>
/// <remarks>Throws <see cref="InvalidDataException"/> on anything else, never reads beyond the end.</remarks>
internal ref struct OctetReader(ReadOnlySpan<byte> octets)
{
    private ReadOnlySpan<byte> _rest = octets;

    public readonly bool AtEnd => _rest.IsEmpty;

    public long Number()
    {
        var value = 0UL;
        for (var i = 0; i < 9 && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return (long)value;
            }
        }

        throw new InvalidDataException("A stored number is cut short or too large.");
    }

    public int Int() => Number() is var value and <= int.MaxValue
        ? (int)value
        : throw new InvalidDataException("A stored number is too large.");

    public ReadOnlySpan<byte> Octets()
    {
        var length = Int();
        if (length > _rest.Length)
        {
            throw new InvalidDataException("A stored text is cut short.");
        }

        var value = _rest[..length];
        _rest = _rest[length..];
        return value;
    }

    public string Text() => Encoding.UTF8.GetString(Octets());

    public string? OptionalText() => Number() == 0 ? null : Text();

    public DateTimeOffset Time() => ToTime(Number());

    public DateTimeOffset? OptionalTime() => Number() is var ticks and not 0 ? ToTime(ticks) : null;

    /// <summary>A number of items, each of which takes at least one octet.</summary>
    public int Count() => Int() is var count && count <= _rest.Length
        ? count
        : throw new InvalidDataException("A stored list is cut short.");

    private static DateTimeOffset ToTime(long ticks) => ticks <= DateTimeOffset.MaxValue.Ticks
        ? new DateTimeOffset(ticks, TimeSpan.Zero)
        : throw new InvalidDataException("A stored time is out of range.");
}
