using System.Collections.Concurrent;

namespace OrleansMail.Messages;

/// <summary>Message buffers to use again, so that their octets need no clearing. Thread-safe.</summary>
public sealed class MessageBufferPool
{
    /// <summary>1 MiB: the buffer of a large message goes back to the platform instead.</summary>
    public const int LargestKept = 1 << 20;

    private readonly ConcurrentQueue<MessageBuffer> _idle = new();
    private readonly int _mostKept;
    private int _count;

    /// <param name="mostKept">Buffers that are kept while nobody uses them.</param>
    public MessageBufferPool(int mostKept)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mostKept);
        _mostKept = mostKept;
    }

    /// <summary>An empty buffer.</summary>
    public MessageBuffer Rent()
    {
        if (!_idle.TryDequeue(out var buffer))
        {
            return new MessageBuffer();
        }

        Interlocked.Decrement(ref _count);
        return buffer;
    }

    /// <summary>Takes a buffer back; its user must not touch it again.</summary>
    public void Return(MessageBuffer buffer)
    {
        if (buffer.Capacity is 0 or > LargestKept)
        {
            buffer.Dispose();
            return;
        }

        if (Interlocked.Increment(ref _count) > _mostKept)
        {
            Interlocked.Decrement(ref _count);
            buffer.Dispose();
            return;
        }

        buffer.Reset();
        _idle.Enqueue(buffer);
    }
}
