namespace OrleansMail.Smtp;

/// <summary>
/// The short replies of one line that a server says again and again, so that each is decoded once a connection.
/// </summary>
internal sealed class ReplyMemory
{
    private const int Places = 8;
    private const int Longest = 64;

    private readonly byte[] _octets = new byte[Places * Longest];
    private readonly int[] _lengths = new int[Places];
    private readonly (SmtpReply Reply, string Text)[] _replies = new (SmtpReply, string)[Places];

    /// <summary>The reply that the same octets were the last time, and its line; null if they are new.</summary>
    public (SmtpReply Reply, string Text)? Find(ReadOnlySpan<byte> line)
    {
        if (line.Length > Longest)
        {
            return null;
        }

        var place = PlaceOf(line);
        return line.SequenceEqual(_octets.AsSpan(place * Longest, _lengths[place])) ? _replies[place] : null;
    }

    public void Keep(ReadOnlySpan<byte> line, SmtpReply reply, string text)
    {
        if (line.Length <= Longest)
        {
            var place = PlaceOf(line);
            line.CopyTo(_octets.AsSpan(place * Longest));
            _lengths[place] = line.Length;
            _replies[place] = (reply, text);
        }
    }

    private static int PlaceOf(ReadOnlySpan<byte> line)
    {
        var hash = new HashCode();
        hash.AddBytes(line);
        return (int)((uint)hash.ToHashCode() % Places);
    }
}
