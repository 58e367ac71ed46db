using System.Buffers.Binary;
using System.Text;

namespace OrleansMail.Sink;

/// <summary>The counters of one sink, shared by its sessions, and the memory of what was accepted.</summary>
internal sealed class SinkTally(int maxRemembered, AcceptedLog? log)
{
    private readonly long[] _violations = new long[Enum.GetValues<SinkViolation>().Length];

    // 64 bits: among ten million keys a false duplicate has a chance of 3 in a million.
    private readonly HashSet<ulong> _seen = [];
    private readonly Lock _lock = new();
    private long _connections;
    private int _open;
    private long _tls;
    private long _tlsResumed;
    private long _longestHandshake;
    private long _messages;
    private long _recipients;
    private long _refused;
    private long _duplicates;
    private long _octets;

    public static ulong Key(ReadOnlySpan<byte> messageId, ReadOnlySpan<byte> recipient)
    {
        Span<byte> text = stackalloc byte[1280];
        messageId = messageId[..Math.Min(messageId.Length, 1000)];
        messageId.CopyTo(text);
        Ascii.ToLower(recipient[..Math.Min(recipient.Length, 256)], text[(messageId.Length + 1)..], out var length);
        text[messageId.Length] = 0;

        return Mix(text[..(messageId.Length + 1 + length)]);
    }

    public int Opened()
    {
        Interlocked.Increment(ref _connections);
        return Interlocked.Increment(ref _open);
    }

    public void Closed() => Interlocked.Decrement(ref _open);

    public void TlsStarted() => Interlocked.Increment(ref _tls);

    /// <summary>Counts a handshake as resumed if it is shorter than a whole one by the certificate at least.</summary>
    public void ShookHands(long written, int certificate)
    {
        lock (_lock)
        {
            _longestHandshake = Math.Max(_longestHandshake, written);
            _tlsResumed += written + certificate <= _longestHandshake ? 1 : 0;
        }
    }

    public void Refused(int recipients) => Interlocked.Add(ref _refused, recipients);

    public void Violated(SinkViolation violation, int times = 1)
    {
        if (times > 0)
        {
            Interlocked.Add(ref _violations[(int)violation], times);
        }
    }

    /// <param name="client">The address that it came from.</param>
    public void Accepted(SinkTransaction message, ReadOnlySpan<byte> client)
    {
        var messageId = message.Content.MessageId();
        Interlocked.Increment(ref _messages);
        Interlocked.Add(ref _recipients, message.Count);
        Interlocked.Add(ref _octets, message.Content.Length);
        for (var i = 0; i < message.Count; i++)
        {
            Remember(messageId, message.Recipient(i));
            log?.Append(message.Recipient(i), messageId, client);
        }
    }

    public void FlushLog() => log?.Flush();

    public SinkCounts Snapshot()
    {
        var reasons = Enum.GetValues<SinkViolation>()
            .Select(violation => (violation, times: Interlocked.Read(ref _violations[(int)violation])))
            .Where(pair => pair.times > 0)
            .ToDictionary(pair => pair.violation, pair => pair.times);
        return new SinkCounts(
            Interlocked.Read(ref _connections),
            Volatile.Read(ref _open),
            Interlocked.Read(ref _tls),
            Interlocked.Read(ref _tlsResumed),
            Interlocked.Read(ref _messages),
            Interlocked.Read(ref _recipients),
            Interlocked.Read(ref _refused),
            Interlocked.Read(ref _duplicates),
            Interlocked.Read(ref _octets),
            reasons.Values.Sum(),
            reasons);
    }

    /// <summary>A fast hash of good spread; nobody gains by a collision in a sink of his own.</summary>
    private static ulong Mix(ReadOnlySpan<byte> text)
    {
        var hash = (ulong)text.Length + 0x9E3779B97F4A7C15;
        while (text.Length >= 8)
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text), 0xA0761D6478BD642F);
            text = text[8..];
        }

        Span<byte> last = stackalloc byte[8];
        text.CopyTo(last);
        hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(last), 0xE7037ED1A0B428DB);
        return Fold(hash ^ 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3);
    }

    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }

    private void Remember(ReadOnlySpan<byte> messageId, ReadOnlySpan<byte> recipient)
    {
        // Without a Message-ID nothing says whether two messages are one.
        if (messageId.IsEmpty)
        {
            return;
        }

        var key = Key(messageId, recipient);
        lock (_lock)
        {
            if (_seen.Contains(key))
            {
                _duplicates++;
            }
            else if (_seen.Count < maxRemembered)
            {
                _seen.Add(key);
            }
        }
    }
}
