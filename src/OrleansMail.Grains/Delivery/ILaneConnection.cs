using OrleansMail.Outcomes;

namespace OrleansMail.Delivery;

/// <summary>The connection of one session: opened when it is needed, used for many messages.</summary>
internal interface ILaneConnection : IAsyncDisposable
{
    /// <summary>There is a connection.</summary>
    bool IsOpen { get; }

    /// <summary>Null when there is a connection; otherwise how an attempt ends without one.</summary>
    Task<AttemptEnd?> ConnectAsync(Mail mail, CancellationToken cancellation);

    /// <summary>Makes one attempt; does not throw, whatever happens.</summary>
    /// <param name="mails">What the session means to send, in this order; what comes next may be prepared.</param>
    /// <param name="index">The mail to send now.</param>
    /// <param name="asksFirst">The site may well refuse: the message is made only when the host has taken the recipient.</param>
    ValueTask<Attempt> AttemptAsync(
        IReadOnlyList<Mail> mails, int index, bool asksFirst, CancellationToken cancellation);

    /// <summary>How long it has waited for messages to be made since this was asked the last time.</summary>
    TimeSpan TakeWaited();

    /// <summary>No further attempt of the mails that were passed follows: what was prepared is given up.</summary>
    ValueTask ReleaseAsync();
}
