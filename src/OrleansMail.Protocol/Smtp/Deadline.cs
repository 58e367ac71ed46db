namespace OrleansMail.Smtp;

/// <summary>
/// A token that ends with the caller's or when a phase has taken too long, by the injected clock; used again for one
/// phase after another of one connection, never for two at once.
/// </summary>
internal sealed class Deadline(TimeProvider clock) : IDisposable
{
    private CancellationTokenSource? _source;
    private CancellationTokenRegistration _registration;
    private CancellationToken _caller;

    /// <summary>Begins a phase; the limit of the last one counts no more.</summary>
    public CancellationToken Start(TimeSpan limit, CancellationToken caller)
    {
        if (_source is null || _source.IsCancellationRequested || caller != _caller)
        {
            Renew(limit, caller);
        }
        else
        {
            // A source is made once a connection: making its timer anew for each phase costs more than the phase.
            _source.CancelAfter(limit);
        }

        return _source!.Token;
    }

    public void Dispose()
    {
        _registration.Dispose();
        _source?.Dispose();
        _source = null;
    }

    private void Renew(TimeSpan limit, CancellationToken caller)
    {
        Dispose();
        _source = new CancellationTokenSource(limit, clock);
        _caller = caller;
        _registration = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }
}
