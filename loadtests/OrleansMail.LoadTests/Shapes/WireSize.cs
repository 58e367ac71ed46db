using System.Text;

namespace OrleansMail.Shapes;

/// <summary>About how many octets a mail takes on the wire, signed and encoded for transfer.</summary>
internal static class WireSize
{
    /// <summary>What a sender adds: trace of MIME, From, To, Date, Message-ID, List-Unsubscribe, DKIM-Signature.</summary>
    private const int Overhead = 1_420;

    private const int LineLength = 76;

    /// <summary>Above one octet in so many that is not ASCII, base64 is shorter than quoted-printable.</summary>
    private const int BreakEven = 6;

    public static int Of(string text, string html) => Overhead + Encoded(text) + Encoded(html);

    /// <summary>Octets of a part in the shorter transfer encoding (RFC 2045 §6.7 and §6.8), merged with a row.</summary>
    public static int Encoded(string part)
    {
        var octets = Encoding.UTF8.GetBytes(Merged(part));
        var other = octets.Count(octet => octet > 126);
        if (other > octets.Length / BreakEven)
        {
            var base64 = (octets.Length + 2) / 3 * 4;
            return base64 + ((base64 / LineLength) + 1) * 2;
        }

        var size = 0;
        var column = 0;
        foreach (var octet in octets)
        {
            var width = octet is (byte)'=' or > 126 ? 3 : 1;
            if (octet == (byte)'\n')
            {
                (size, column) = (size + 1, 0);
                continue;
            }

            if (column + width >= LineLength && octet != (byte)'\r')
            {
                (size, column) = (size + 3, 0);
            }

            (size, column) = (size + width, column + width);
        }

        return size;
    }

    private static string Merged(string part)
    {
        var isJapanese = part.Any(letter => letter > 0x3000);
        var values = Words.Row(500_000, isJapanese).Split(',');
        var fields = AudienceWriter.Header.Split(',')[1..];
        for (var index = 0; index < fields.Length; index++)
        {
            part = part.Replace($"{{{{ {fields[index]} }}}}", values[index], StringComparison.Ordinal);
        }

        return part;
    }
}
