namespace OrleansMail.Smtp;

/// <summary>A token that ends with the caller's or when a phase has taken too long, by the injected clock.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _caller;

    public Deadline(TimeSpan limit, TimeProvider clock, CancellationToken caller)
    {
        _source = new CancellationTokenSource(limit, clock);
        _caller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }
}
