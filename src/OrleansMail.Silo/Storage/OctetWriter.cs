using System.Buffers;
using System.Text;

namespace OrleansMail.Storage;

/// <summary>Writes the compact form of stored records: numbers as base-128 varints, text as length and UTF-8.</summary>
internal sealed class OctetWriter(int capacity = 256)
{
    private readonly ArrayBufferWriter<byte> _buffer = new(capacity);

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>Writes a number that is not negative.</summary>
    public OctetWriter Number(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        var span = _buffer.GetSpan(10);
        var rest = (ulong)value;
        var length = 0;
        while (rest >= 0x80)
        {
            span[length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        span[length++] = (byte)rest;
        _buffer.Advance(length);
        return this;
    }

    public OctetWriter Octets(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        _buffer.Write(value);
        return this;
    }

    public OctetWriter Text(string value)
    {
        Number(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, _buffer);
        return this;
    }

    /// <summary>Writes null and the empty text as different things.</summary>
    public OctetWriter OptionalText(string? value)
    {
        Number(value is null ? 0 : 1);
        return value is null ? this : Text(value);
    }

    public OctetWriter Time(DateTimeOffset value) => Number(value.UtcTicks);

    public OctetWriter OptionalTime(DateTimeOffset? value) => Number(value?.UtcTicks ?? 0);

    public void Clear() => _buffer.ResetWrittenCount();
}
