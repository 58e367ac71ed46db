using OrleansMail.Recipients;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>The stored form of audience rows: a format octet, then per row line, address, key and values.</summary>
internal static class RowCodec
{
    private const byte Format = 1;

    // A million rows come by in chunks of a megabyte: each in memory of its own would fill the large object heap.
    private const int LargestKept = 4 << 20;

    [ThreadStatic]
    private static OctetWriter? _scratch;

    /// <summary>Encodes rows; the octets are valid until this thread encodes the next ones.</summary>
    public static ReadOnlySpan<byte> Encode(IReadOnlyList<AudienceRow> rows)
    {
        var writer = _scratch ?? new OctetWriter(256 * (rows.Count + 1));
        writer.Clear();
        writer.Number(Format);
        foreach (var row in rows)
        {
            writer.Number(row.Line).Text(row.Address).Octets(row.Key);
            Values(writer, row.Values);
        }

        _scratch = writer.Written.Length <= LargestKept ? writer : null;
        return writer.Written;
    }

    /// <param name="body">What <see cref="Encode"/> gave.</param>
    /// <param name="first">Number of the first row.</param>
    /// <param name="only">Numbers of the rows to read; the others are passed over. Null for all.</param>
    /// <exception cref="InvalidDataException">The octets are not what was written.</exception>
    public static List<AudienceRow> Decode(ReadOnlySpan<byte> body, long first = 0, IReadOnlySet<long>? only = null)
    {
        var reader = new OctetReader(body);
        if (reader.Number() != Format)
        {
            throw new InvalidDataException("Stored rows are of an unknown format.");
        }

        var rows = new List<AudienceRow>();
        while (!reader.AtEnd)
        {
            if (only?.Contains(first + rows.Count) == false)
            {
                PassOver(ref reader);
                rows.Add(AudienceRow.NotRead);
            }
            else
            {
                rows.Add(new AudienceRow(reader.Number(), reader.Text(), reader.Octets().ToArray(), Values(ref reader)));
            }
        }

        return rows;
    }

    public static byte[] EncodeColumns(string[] columns)
    {
        var writer = new OctetWriter();
        Values(writer, columns);
        return writer.Written.ToArray();
    }

    public static string[] DecodeColumns(ReadOnlySpan<byte> body)
    {
        var reader = new OctetReader(body);
        return Values(ref reader);
    }

    /// <summary>64 bits that tell rows with other values apart; without the key nobody can try guesses.</summary>
    public static long Digest(KeyedHash hash, OctetWriter scratch, string[] values)
    {
        scratch.Clear();
        Values(scratch, values);
        return hash.Short(scratch.Written);
    }

    private static void PassOver(ref OctetReader reader)
    {
        reader.Number();
        reader.Octets();
        reader.Octets();
        for (var left = reader.Count(); left > 0; left--)
        {
            reader.Octets();
        }
    }

    private static void Values(OctetWriter writer, string[] values)
    {
        writer.Number(values.Length);
        foreach (var value in values)
        {
            writer.Text(value);
        }
    }

    private static string[] Values(ref OctetReader reader)
    {
        var values = new string[reader.Count()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.Text();
        }

        return values;
    }
}
