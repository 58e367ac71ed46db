using OrleansMail.Addresses;
using OrleansMail.Recipients;
using OrleansMail.Smtp;

namespace OrleansMail.Delivery;

/// <summary>One recipient on its way: what a lane queues and a session sends. It goes back to its chunk exactly once.</summary>
/// <param name="run">The campaign it belongs to.</param>
/// <param name="chunk">The chunk that waits for it.</param>
/// <param name="row">Row number within the audience.</param>
/// <param name="recipient">The row as stored.</param>
/// <param name="attempt">1 for the first attempt.</param>
/// <param name="firstAt">When the first attempt started, or is about to.</param>
internal sealed class Mail(
    ICampaignRun run, ChunkWork chunk, long row, AudienceRow recipient, int attempt, DateTimeOffset firstAt)
{
    private const int Waits = 1;
    private const int WaitsInDoubt = 2;

    private int _settled;
    private int _waits;
    private SmtpEnvelope? _envelope;
    private string? _domain;

    public ICampaignRun Run => run;

    public ChunkWork Chunk => chunk;

    public long Row => row;

    public AudienceRow Recipient => recipient;

    public int Attempt => attempt;

    public DateTimeOffset FirstAt => firstAt;

    /// <summary>Timestamp of its coming into the queue of its lane.</summary>
    public long QueuedAt { get; set; }

    /// <summary>The part after the last <c>@</c>.</summary>
    public string Domain => _domain ??= recipient.Address[(recipient.Address.LastIndexOf('@') + 1)..];

    /// <summary>From and to, the same object at every call.</summary>
    /// <exception cref="InvalidDataException">The address, which was read when it was imported, is none now.</exception>
    public SmtpEnvelope Envelope => _envelope ??=
        Mailbox.TryParse(recipient.Address, out var mailbox, out var reason)
            ? new SmtpEnvelope(run.Image.ReturnPath, mailbox)
            : throw new InvalidDataException($"A stored address cannot be read any more: {reason}");

    /// <summary>Has it gone back to its chunk?</summary>
    public bool IsSettled => Volatile.Read(ref _settled) != 0;

    /// <summary>Its site was slow, did not let us in or puts off what it is sent, when it was last asked about.</summary>
    public bool IsInDoubt { get; set; }

    /// <summary>It waits for a session, in its lane or for a place there.</summary>
    public void Wait() => Count(IsInDoubt ? WaitsInDoubt : Waits);

    /// <summary>A session has taken it, or it has gone back.</summary>
    public void Go() => Count(0);

    /// <summary>Nothing happened: the recipient waits in its chunk until <paramref name="due"/>.</summary>
    public void Return(DateTimeOffset due) => Settle(due);

    /// <summary>
    /// Gives the recipient back: done when <paramref name="due"/> is null. A second call does nothing, or the chunk
    /// would be finished while others of its recipients are still being sent.
    /// </summary>
    public void Settle(DateTimeOffset? due)
    {
        if (Interlocked.Exchange(ref _settled, 1) == 0)
        {
            Go();
            chunk.Settle(row, due, IsInDoubt);
        }
    }

    private void Count(int waits)
    {
        var before = Interlocked.Exchange(ref _waits, waits);
        if (before == waits)
        {
            return;
        }

        if (before != 0)
        {
            run.Waiting(-1, before == WaitsInDoubt);
        }

        if (waits != 0)
        {
            run.Waiting(1, waits == WaitsInDoubt);
        }
    }
}
