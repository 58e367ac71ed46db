using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace OrleansMail.Delivery;

/// <summary>A clock that stands still and tells when somebody begins to wait by it.</summary>
internal sealed class ArmedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Channel<bool> _armed = Channel.CreateUnbounded<bool>();

    /// <summary>Ends once for each timer that was made.</summary>
    public Task Armed => _armed.Reader.ReadAsync().AsTask();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _armed.Writer.TryWrite(true);
        return timer;
    }
}
