using System.Buffers.Text;

namespace OrleansMail.Sink;

/// <summary>The file of accepted recipients; what is flushed outlives the process, not the machine.</summary>
/// <remarks>A line has recipient, Message-ID, time in milliseconds since 1970 and the client's address, with tabs between.</remarks>
internal sealed class AcceptedLog(string path, TimeProvider clock) : IDisposable
{
    private const int FlushAbove = 64 * 1024;
    private const int LongestTime = 20;

    // Unbuffered: Flush is one write, and the lines are the kernel's before the client hears of them.
    private readonly FileStream _file =
        new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    private readonly Lock _lock = new();
    private byte[] _pending = new byte[FlushAbove];
    private int _length;

    public void Append(ReadOnlySpan<byte> recipient, ReadOnlySpan<byte> messageId, ReadOnlySpan<byte> client)
    {
        lock (_lock)
        {
            var more = recipient.Length + messageId.Length + LongestTime + client.Length + 4;
            if (_length + more > _pending.Length)
            {
                Write();
                Array.Resize(ref _pending, Math.Max(_pending.Length, more));
            }

            Add(recipient);
            Add("\t"u8);
            Add(messageId);
            Add("\t"u8);
            Utf8Formatter.TryFormat(clock.GetUtcNow().ToUnixTimeMilliseconds(), _pending.AsSpan(_length), out var digits);
            _length += digits;
            Add("\t"u8);
            Add(client);
            Add("\n"u8);
        }
    }

    public void Flush()
    {
        lock (_lock)
        {
            Write();
        }
    }

    public void Dispose()
    {
        Flush();
        _file.Dispose();
    }

    private void Add(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_pending.AsSpan(_length));
        _length += octets.Length;
    }

    private void Write()
    {
        if (_length == 0)
        {
            return;
        }

        try
        {
            _file.Write(_pending, 0, _length);
            _length = 0;
        }
        catch (IOException e)
        {
            // Not to be taken for a lost connection: without its log a trial proves nothing.
            throw new InvalidOperationException("The log of accepted recipients cannot be written.", e);
        }
    }
}
