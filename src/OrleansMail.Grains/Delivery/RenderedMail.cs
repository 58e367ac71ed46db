namespace OrleansMail.Delivery;

/// <summary>The final octets of a message, or why there are none. Exactly one of the two is set.</summary>
internal sealed class RenderedMail(ReadOnlyMemory<byte>? message, string? problem, Action<int>? release = null) : IDisposable
{
    private Action<int>? _release = release;

    public ReadOnlyMemory<byte>? Message => message;

    public string? Problem => problem;

    public static RenderedMail Failed(string problem) => new(message: null, problem);

    /// <summary>The octets are of no more use. May be repeated.</summary>
    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke(message?.Length ?? 0);
}
