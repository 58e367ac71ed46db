using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansMail.Messages;

namespace OrleansMail.Delivery;

/// <summary>
/// Threads of their own for composing and signing, one a core: CPU work on the thread pool would make grain calls and
/// sockets wait for it (decision 0006).
/// </summary>
internal sealed class RenderPool : IDisposable
{
    // Small messages in a row wake their session once; a large one is not made before it is needed.
    private const int MostInRow = 4;
    private const int OctetsInRow = 64 * 1024;

    /// <summary>Octets of messages that wait to be sent, for each thread, above which none is made ahead.</summary>
    private const long BudgetOfThread = 8 * 1024 * 1024;

    private const int IdleBuffers = 1024;

    /// <summary>Jobs that wait for each thread, above which the processor is what everybody waits for.</summary>
    private const int BehindOfThread = 16;

    private readonly object _gate = new();
    private readonly Queue<RenderJob> _queue = new();
    private readonly MessageBufferPool _buffers = new(IdleBuffers);
    private readonly Action<MessageBuffer> _release;
    private readonly TimeProvider _clock;
    private readonly ILogger<MessageMaker> _log;
    private readonly long _budget;
    private readonly int _behind;
    private long _held;
    private bool _stopping;

    public RenderPool(IOptions<DeliveryOptions> options, TimeProvider clock, ILogger<MessageMaker> log)
    {
        (_clock, _log, _release) = (clock, log, Release);
        var threads = options.Value.SignerThreads == 0 ? Environment.ProcessorCount : options.Value.SignerThreads;
        (_budget, _behind) = (threads * BudgetOfThread, threads * BehindOfThread);
        for (var number = 0; number < threads; number++)
        {
            new Thread(Work) { IsBackground = true, Name = $"render {number}" }.Start();
        }
    }

    /// <summary>Messages may be made ahead of their turn.</summary>
    public bool HasRoom => Held < _budget;

    /// <summary>Jobs that no thread has taken yet.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>More is to be made than the processor can.</summary>
    public bool IsBehind => Waiting > _behind;

    /// <summary>Octets of messages that are finished and not yet sent.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>Begins to make the messages from <paramref name="first"/> on: a few, if they are small.</summary>
    /// <param name="alone">Only the first, as it is where no room is left for messages that wait.</param>
    public RenderJob Begin(IReadOnlyList<Mail> mails, int first, bool alone)
    {
        var fit = alone || !HasRoom ? 1 : OctetsInRow / Math.Max(mails[first].Run.Image.LastSize, 1);
        var job = new RenderJob(mails, first, Math.Clamp(fit, 1, Math.Min(MostInRow, mails.Count - first)));
        lock (_gate)
        {
            _queue.Enqueue(job);
            Monitor.Pulse(_gate);
        }

        return job;
    }

    public MessageBuffer Rent() => _buffers.Rent();

    /// <summary>Takes back a buffer that no message was made in.</summary>
    public void Return(MessageBuffer buffer) => _buffers.Return(buffer);

    /// <summary>A finished message; its buffer counts as held until it is disposed of.</summary>
    public RenderedMail Made(MessageBuffer buffer)
    {
        Interlocked.Add(ref _held, buffer.Capacity);
        return RenderedMail.Made(buffer, _release);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Release(MessageBuffer buffer)
    {
        Interlocked.Add(ref _held, -buffer.Capacity);
        _buffers.Return(buffer);
    }

    private void Work()
    {
        ThreadNiceness.StepBack();
        using var maker = new MessageMaker(this, _clock, _log);
        while (Next() is { } job)
        {
            maker.Make(job);
        }
    }

    // A dedicated thread has nothing else to do: blocking it costs nobody.
    private RenderJob? Next()
    {
        lock (_gate)
        {
            RenderJob? job;
            while (!_queue.TryDequeue(out job) && !_stopping)
            {
                Monitor.Wait(_gate);
            }

            return job;
        }
    }
}
