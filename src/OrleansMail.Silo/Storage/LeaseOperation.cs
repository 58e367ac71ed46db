using OrleansMail.Ledger;

namespace OrleansMail.Storage;

/// <summary>A lease on its way to the disk: its caller may begin with what is granted when it is durable.</summary>
/// <param name="id">The lease.</param>
/// <param name="lane">The lane that asks.</param>
/// <param name="rows">What it would send.</param>
/// <param name="at">When it asked.</param>
/// <param name="ledger">Whose outcomes have to be written before.</param>
internal sealed class LeaseOperation(
    Guid id, string lane, IReadOnlyList<LeasedRow> rows, DateTimeOffset at, LedgerStore ledger) : WriteOperation
{
    // Continuations must not run on the writer's thread: the next group would wait for them.
    private readonly TaskCompletionSource<IReadOnlyList<LeasedRow>> _done =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override bool IsAwaited => true;

    public Guid Id => id;

    public string Lane => lane;

    public IReadOnlyList<LeasedRow> Rows => rows;

    public DateTimeOffset At => at;

    /// <summary>Those of <see cref="Rows"/> that may be sent; set before the transaction commits.</summary>
    public IReadOnlyList<LeasedRow> Granted { get; set; } = [];

    public Task<IReadOnlyList<LeasedRow>> Task => _done.Task;

    public override void Apply(StoreSession session)
    {
        // Checked here and not by the caller's thread: outcomes recorded before this are applied by now.
        ledger.ThrowIfFaulted();
        session.Lease(this);
    }

    public override void Complete() => _done.TrySetResult(Granted);

    public override void Fail(Exception reason) => _done.TrySetException(reason);
}
