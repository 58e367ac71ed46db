using OrleansMail.Messages;

namespace OrleansMail.Delivery;

/// <summary>The final octets of a message, or why there are none. Exactly one of the two is set.</summary>
internal sealed class RenderedMail : IDisposable
{
    private readonly MessageBuffer? _buffer;
    private Action<MessageBuffer>? _release;

    private RenderedMail(MessageBuffer? buffer, Action<MessageBuffer>? release, string? problem) =>
        (_buffer, _release, Problem) = (buffer, release, problem);

    /// <summary>Of no use any more after <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte>? Message => _buffer?.Written;

    public string? Problem { get; }

    public static RenderedMail Failed(string problem) => new(buffer: null, release: null, problem);

    /// <param name="release">Takes the buffer back.</param>
    public static RenderedMail Made(MessageBuffer buffer, Action<MessageBuffer> release) =>
        new(buffer, release, problem: null);

    /// <summary>The octets are of no more use. May be repeated.</summary>
    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke(_buffer!);
}
