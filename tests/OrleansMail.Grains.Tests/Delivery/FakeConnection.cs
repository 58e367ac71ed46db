using OrleansMail.Outcomes;

namespace OrleansMail.Delivery;

/// <summary>A connection whose host answers as the test says; delivers by default.</summary>
internal sealed class FakeConnection(FakeLedger ledger) : ILaneConnection
{
    public static OutcomeOf Policy { get; } = new(BounceRules.BuiltIn());

    public List<long> Sent { get; } = [];

    public Func<AttemptEnd?> Connect { get; set; } = () => null;

    public Func<Mail, AttemptEnd> Answer { get; set; } = _ => Ok;

    public static AttemptEnd Ok { get; } = new(
        DeliveryStage.FinalDot, AttemptFault.None, 250, "2.0.0", "ok", "site.test", "mx.site.test");

    public bool IsOpen => false;

    public Task<AttemptEnd?> ConnectAsync(Mail mail, CancellationToken cancellation) => Task.FromResult(Connect());

    /// <summary>Of each attempt, whether the host was to be asked before its message was made.</summary>
    public List<bool> AskedFirst { get; } = [];

    /// <summary>How long the messages of a lease take to be made.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>Leases that came to their end.</summary>
    public int Released { get; private set; }

    public ValueTask<Attempt> AttemptAsync(
        IReadOnlyList<Mail> mails, int index, bool asksFirst, CancellationToken cancellation)
    {
        var mail = mails[index];
        AskedFirst.Add(asksFirst);
        Assert.Contains(ledger.Leased, lease => lease.Row == mail.Row && lease.Attempt == mail.Attempt);
        Sent.Add(mail.Row);
        var end = Answer(mail);
        return ValueTask.FromResult(new Attempt(end, Policy.Decide(end)));
    }

    public TimeSpan TakeWaited() => Waited;

    public ValueTask ReleaseAsync()
    {
        Released++;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
