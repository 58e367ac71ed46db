using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansMail.Delivery;

/// <summary>
/// Threads of their own for rendering and signing: CPU work on the thread pool would make grain calls and sockets wait
/// for it (decision 0006).
/// </summary>
internal sealed partial class RenderPool : IDisposable
{
    // Small messages in a row wake their session once; a large one is not made before it is needed.
    private const int MostInRow = 4;
    private const int OctetsInRow = 64 * 1024;

    /// <summary>Octets of messages that wait to be sent, above which none is made ahead of its turn.</summary>
    private const long Budget = 64 * 1024 * 1024;

    private readonly object _gate = new();
    private readonly Queue<RenderJob> _queue = new();
    private readonly TimeProvider _clock;
    private readonly ILogger<RenderPool> _log;
    private long _held;
    private bool _stopping;

    public RenderPool(IOptions<DeliveryOptions> options, TimeProvider clock, ILogger<RenderPool> log)
    {
        (_clock, _log) = (clock, log);
        var threads = options.Value.SignerThreads == 0 ? Environment.ProcessorCount : options.Value.SignerThreads;
        for (var number = 0; number < threads; number++)
        {
            new Thread(Work) { IsBackground = true, Name = $"render {number}" }.Start();
        }
    }

    /// <summary>Messages may be made ahead of their turn.</summary>
    public bool HasRoom => Interlocked.Read(ref _held) < Budget;

    /// <summary>Begins to make the messages from <paramref name="first"/> on: a few, if they are small.</summary>
    public RenderJob Begin(IReadOnlyList<Mail> mails, int first)
    {
        var fit = OctetsInRow / Math.Max(mails[first].Run.Image.LastSize, 1);
        var job = new RenderJob(mails, first, Math.Clamp(fit, 1, Math.Min(MostInRow, mails.Count - first)));
        lock (_gate)
        {
            _queue.Enqueue(job);
            Monitor.Pulse(_gate);
        }

        return job;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Work()
    {
        while (Next() is { } job)
        {
            job.Run(Render);
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

    private RenderedMail Render(Mail mail)
    {
        try
        {
            var (message, problem) = mail.Run.Image.Render(mail, _clock.GetUtcNow());
            if (message is null)
            {
                return RenderedMail.Failed(problem!);
            }

            Interlocked.Add(ref _held, message.Length);
            return new RenderedMail(message, problem: null, size => Interlocked.Add(ref _held, -size));
        }
        catch (Exception failure)
        {
            // One recipient's message must not end the thread that makes all the others.
            LogFailed(failure);
            return RenderedMail.Failed($"the message could not be made: {failure.GetType().Name}");
        }
    }

    [LoggerMessage(LogLevel.Error, "A message could not be made because of an unexpected failure")]
    private partial void LogFailed(Exception failure);
}
