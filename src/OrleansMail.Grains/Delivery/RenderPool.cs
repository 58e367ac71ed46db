using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace OrleansMail.Delivery;

/// <summary>
/// Threads of their own for rendering and signing: CPU work on the thread pool would make grain calls and sockets wait
/// for it (decision 0006).
/// </summary>
internal sealed class RenderPool : IDisposable
{
    private readonly Channel<(Mail Mail, TaskCompletionSource<RenderedMail> Done)> _work;
    private readonly TimeProvider _clock;

    public RenderPool(IOptions<DeliveryOptions> options, TimeProvider clock)
    {
        _clock = clock;
        _work = Channel.CreateBounded<(Mail, TaskCompletionSource<RenderedMail>)>(1024);
        var threads = options.Value.SignerThreads == 0 ? Environment.ProcessorCount : options.Value.SignerThreads;
        for (var number = 0; number < threads; number++)
        {
            var thread = new Thread(Work)
            {
                IsBackground = true,
                Name = $"render {number}",
                Priority = ThreadPriority.BelowNormal,
            };
            thread.Start();
        }
    }

    public async Task<RenderedMail> RenderAsync(Mail mail, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource<RenderedMail>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _work.Writer.WriteAsync((mail, done), cancellation);
        return await done.Task;
    }

    public void Dispose() => _work.Writer.TryComplete();

    private void Work()
    {
        var reader = _work.Reader;
        while (WaitForWork(reader))
        {
            while (reader.TryRead(out var work))
            {
                try
                {
                    work.Done.SetResult(work.Mail.Run.Image.Render(work.Mail, _clock.GetUtcNow()));
                }
                catch (Exception failure)
                {
                    // One recipient's message must not end the thread that makes all the others.
                    work.Done.SetException(failure);
                }
            }
        }
    }

    // A dedicated thread has nothing else to do: blocking it costs nobody.
    private static bool WaitForWork(ChannelReader<(Mail, TaskCompletionSource<RenderedMail>)> reader) =>
        reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();
}
