using OrleansMail.Ledger;

namespace OrleansMail.Storage;

/// <summary>A lease that is asked for in a transaction.</summary>
/// <param name="Id">The lease.</param>
/// <param name="Lane">The lane that asks.</param>
/// <param name="Rows">What it would send.</param>
/// <param name="At">When it asked.</param>
internal sealed record LeaseRequest(Guid Id, string Lane, IReadOnlyList<LeasedRow> Rows, DateTimeOffset At)
{
    /// <summary>Those of <see cref="Rows"/> that may be sent; known before the transaction commits.</summary>
    public IReadOnlyList<LeasedRow> Granted { get; set; } = [];
}
