namespace OrleansMail.Scenarios;

/// <summary>The machine's clock, some time ahead: what a silo sees that is started then.</summary>
internal sealed class LaterClock(TimeSpan later) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + later;
}
