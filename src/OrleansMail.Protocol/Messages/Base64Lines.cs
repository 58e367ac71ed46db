using System.Buffers;
using System.Buffers.Text;

namespace OrleansMail.Messages;

/// <summary>Base64 in lines of 76 characters (RFC 2045 §6.8), without a line end after the last.</summary>
internal static class Base64Lines
{
    private const int OctetsPerLine = 57;
    private const int CharactersPerLine = 76;

    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> octets)
    {
        while (octets.Length > OctetsPerLine)
        {
            var line = output.GetSpan(CharactersPerLine + 2);
            Base64.EncodeToUtf8(octets[..OctetsPerLine], line, out _, out var written);
            line[written] = (byte)'\r';
            line[written + 1] = (byte)'\n';
            output.Advance(written + 2);
            octets = octets[OctetsPerLine..];
        }

        var last = output.GetSpan(CharactersPerLine);
        Base64.EncodeToUtf8(octets, last, out _, out var rest);
        output.Advance(rest);
    }
}
