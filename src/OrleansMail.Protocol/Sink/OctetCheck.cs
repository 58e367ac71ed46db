using System.Buffers;

namespace OrleansMail.Sink;

/// <summary>Looks at octets as they come, in pieces of any size, and counts what RFC 5321 §2.3.8 forbids.</summary>
internal struct OctetCheck(SinkTally tally)
{
    // RFC 5321 §4.5.3.1.6: 1,000 octets with the CRLF.
    private const int LongestLine = 1_000;

    private static readonly SearchValues<byte> Suspects =
        SearchValues.Create([0, (byte)'\r', .. Enumerable.Range(128, 128).Select(octet => (byte)octet)]);

    private int _lineLength;
    private bool _afterCr;

    public bool EightBitAllowed { get; set; }

    public void Feed(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            var lf = octets.IndexOf((byte)'\n');
            Look(lf < 0 ? octets : octets[..lf]);
            if (lf < 0)
            {
                return;
            }

            EndLine();
            octets = octets[(lf + 1)..];
        }
    }

    /// <summary>The octets are over: a CR at their very end has no LF.</summary>
    public void End()
    {
        if (_afterCr)
        {
            tally.Violated(SinkViolation.BareCr);
        }

        _afterCr = false;
        _lineLength = 0;
    }

    private void Look(ReadOnlySpan<byte> piece)
    {
        if (piece.IsEmpty)
        {
            return;
        }

        if (_afterCr)
        {
            tally.Violated(SinkViolation.BareCr);
        }

        _lineLength += piece.Length;
        _afterCr = piece[^1] == '\r';
        var inside = _afterCr ? piece[..^1] : piece;
        if (inside.ContainsAny(Suspects))
        {
            Count(inside);
        }
    }

    private void EndLine()
    {
        if (!_afterCr)
        {
            tally.Violated(SinkViolation.BareLf);
        }

        if (_lineLength + 1 > LongestLine)
        {
            tally.Violated(SinkViolation.LongLine);
        }

        _afterCr = false;
        _lineLength = 0;
    }

    private readonly void Count(ReadOnlySpan<byte> inside)
    {
        tally.Violated(SinkViolation.BareCr, inside.Count((byte)'\r'));
        tally.Violated(SinkViolation.Nul, inside.Count((byte)0));
        if (!EightBitAllowed)
        {
            tally.Violated(SinkViolation.EightBit, inside.Length - Ascii(inside));
        }
    }

    private static int Ascii(ReadOnlySpan<byte> octets)
    {
        var count = 0;
        foreach (var octet in octets)
        {
            count += octet < 128 ? 1 : 0;
        }

        return count;
    }
}
