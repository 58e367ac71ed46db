using System.Runtime.CompilerServices;
using OrleansMail.Telemetry;

namespace OrleansMail.Delivery;

/// <summary>
/// The messages of one lease in their order: a few are made while those before them are being sent, never all, so that
/// little is signed in vain when the receiver has had enough. Not thread-safe.
/// </summary>
internal sealed class RenderAhead(RenderPool pool, IReadOnlyList<Mail> mails) : IDisposable
{
    private RenderJob? _current;
    private RenderJob? _next;

    /// <summary>The mails that it makes messages for.</summary>
    public IReadOnlyList<Mail> Mails => mails;

    /// <summary>The message of a mail; those before it are not asked for any more. The caller disposes of it.</summary>
    /// <param name="alone">None is made ahead of its turn.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<RenderedMail> TakeAsync(int index, bool alone)
    {
        using var span = EngineTraces.Part("render");
        if (_current is null || index >= _current.End)
        {
            Turn(index, alone);
        }

        if (!alone && _next is null && _current!.End < mails.Count && pool.HasRoom)
        {
            _next = pool.Begin(mails, _current.End, alone: false);
        }

        await _current!.Done;
        return _current.Take(index);
    }

    public void Dispose()
    {
        _current?.Abandon();
        _next?.Abandon();
    }

    private void Turn(int index, bool alone)
    {
        _current?.Abandon();
        if (_next is { } next && index < next.End)
        {
            _current = next;
        }
        else
        {
            _next?.Abandon();
            _current = pool.Begin(mails, index, alone);
        }

        _next = null;
    }
}
