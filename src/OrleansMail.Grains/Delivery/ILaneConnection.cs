using OrleansMail.Outcomes;

namespace OrleansMail.Delivery;

/// <summary>The connection of one session: opened when it is needed, used for many messages.</summary>
internal interface ILaneConnection : IAsyncDisposable
{
    /// <summary>Null when there is a connection; otherwise how an attempt ends without one.</summary>
    Task<AttemptEnd?> ConnectAsync(Mail mail, CancellationToken cancellation);

    /// <summary>Makes one attempt; does not throw, whatever happens.</summary>
    Task<Attempt> AttemptAsync(Mail mail, CancellationToken cancellation);
}
