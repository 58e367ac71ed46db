using System.Text;

namespace OrleansMail.Recipients;

/// <summary>Packs a recipient's texts for the way and unpacks them on arrival.</summary>
[RegisterConverter]
internal sealed class RecipientRowConverter : IConverter<RecipientRow, RecipientRowSurrogate>
{
    /// <exception cref="FormatException">The octets are not what was packed.</exception>
    public RecipientRow ConvertFromSurrogate(in RecipientRowSurrogate surrogate)
    {
        var texts = surrogate.Texts.AsSpan();
        var address = Next(ref texts);
        var values = new string[Count(texts)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Next(ref texts);
        }

        return new RecipientRow(surrogate.Line, address, values);
    }

    public RecipientRowSurrogate ConvertToSurrogate(in RecipientRow value)
    {
        var size = Size(value.Address);
        foreach (var text in value.Values)
        {
            size += Size(text);
        }

        var texts = new byte[size];
        var rest = texts.AsSpan();
        Append(ref rest, value.Address);
        foreach (var text in value.Values)
        {
            Append(ref rest, text);
        }

        return new RecipientRowSurrogate { Line = value.Line, Texts = texts };
    }

    private static int Size(string text)
    {
        var octets = Encoding.UTF8.GetByteCount(text);
        var size = octets + 1;
        for (var rest = octets >> 7; rest > 0; rest >>= 7)
        {
            size++;
        }

        return size;
    }

    private static void Append(ref Span<byte> rest, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        for (var left = length; ; left >>= 7)
        {
            rest[0] = (byte)(left > 0x7f ? left | 0x80 : left);
            rest = rest[1..];
            if (left <= 0x7f)
            {
                break;
            }
        }

        Encoding.UTF8.GetBytes(text, rest);
        rest = rest[length..];
    }

    private static int Count(ReadOnlySpan<byte> texts)
    {
        var count = 0;
        for (; !texts.IsEmpty; count++)
        {
            var length = Length(ref texts);
            texts = texts[length..];
        }

        return count;
    }

    private static string Next(ref Span<byte> texts)
    {
        ReadOnlySpan<byte> rest = texts;
        var length = Length(ref rest);
        var text = Encoding.UTF8.GetString(rest[..length]);
        texts = texts[^(rest.Length - length)..];
        return text;
    }

    private static int Length(ref ReadOnlySpan<byte> texts)
    {
        var length = 0;
        for (var shift = 0; shift < 28 && !texts.IsEmpty; shift += 7)
        {
            var octet = texts[0];
            texts = texts[1..];
            length |= (octet & 0x7f) << shift;
            if (octet < 0x80)
            {
                return length <= texts.Length ? length : throw Malformed();
            }
        }

        throw Malformed();
    }

    private static FormatException Malformed() => new("A recipient's row is not as it was packed.");
}
