using Microsoft.Extensions.Options;
using Orleans.Storage;
using OrleansMail.Egress;

namespace OrleansMail.Lanes;

/// <summary>Remembers the window of one lane and hands out leases.</summary>
[GrainType("lane"), LanePlacement]
internal sealed class LaneGrain(
    [PersistentState("lane")] IPersistentState<LaneState> stored,
    IOptions<LaneOptions> options,
    TimeProvider clock) : Grain, ILaneGrain
{
    // One write a second where there is a limit, and at most so much is lost with a silo.
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(1);

    private readonly RecentLeases<LaneGrant> _given = new(clock);
    private readonly RecentLeases<bool> _settled = new(clock);
    private LaneWindow _window;
    private double _tokens;
    private int _taken;
    private long _refilledAt;

    private LaneOptions Options => options.Value;

    private int Most => Options.SiteConnections.TryGetValue(LaneKey.Parse(this.GetPrimaryKeyString()).Site, out var most)
        ? Math.Clamp(most, 1, Options.MaxConnections)
        : Options.MaxConnections;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _window = stored.State.Window ?? LaneWindow.Open(Most);
        _window = _window with { Connections = Math.Min(_window.Connections, Most) };

        // An empty bucket: a lane that comes back after a crash must not burst. What was taken before is lost.
        _tokens = 0;
        _taken = 0;
        _refilledAt = clock.GetTimestamp();
        return Task.CompletedTask;
    }

    public async Task<LaneGrant> NextAsync(Guid lease, int wanted, LaneSettlement? settlement)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1);
        if (_given.TryGet(lease, out var given))
        {
            return given;
        }

        if (settlement is not null)
        {
            await SettleAsync(settlement);
        }

        var grant = await GrantAsync(wanted);
        if (grant.Recipients > 0)
        {
            _given.TryAdd(lease, grant);
        }

        return grant;
    }

    public async Task SettleAsync(LaneSettlement settlement)
    {
        if (!_settled.TryAdd(settlement.Lease, true))
        {
            return;
        }

        var next = _window.After(settlement, Options, Most, clock.GetUtcNow());
        var shutOrReopened = next.ShutUntil != _window.ShutUntil || next.Connections < _window.Connections;
        _window = next;
        if (shutOrReopened)
        {
            stored.State.Window = next;
            await stored.WriteStateAsync();
        }
    }

    public Task<LaneView> ShowAsync()
    {
        var shut = _window.ShutUntil > clock.GetUtcNow() ? _window.ShutUntil : (DateTimeOffset?)null;
        return Task.FromResult(new LaneView(this.GetPrimaryKeyString(), _window.Connections, shut));
    }

    private async Task<LaneGrant> GrantAsync(int wanted)
    {
        var shut = _window.ShutUntil - clock.GetUtcNow();
        if (shut > TimeSpan.Zero)
        {
            return new LaneGrant(0, shut, _window.Connections);
        }

        var recipients = Math.Min(wanted, Options.LeaseWindow);
        if (Options.MaxPerSecond == 0)
        {
            return new LaneGrant(recipients, TimeSpan.Zero, _window.Connections);
        }

        Refill();
        if (_tokens < 1)
        {
            return new LaneGrant(0, TimeSpan.FromSeconds((1 - _tokens) / Options.MaxPerSecond), _window.Connections);
        }

        // What is left of a second that is over is not given on: another activation may have taken the next one.
        if ((_taken == 0 || stored.State.TakenUntil <= clock.GetUtcNow()) && await TakeAsync() is { } wait)
        {
            return new LaneGrant(0, wait, _window.Connections);
        }

        recipients = Math.Min(Math.Min(recipients, (int)_tokens), _taken);
        _tokens -= recipients;
        _taken -= recipients;
        return new LaneGrant(recipients, TimeSpan.Zero, _window.Connections);
    }

    /// <summary>
    /// Takes the deliveries of one second, durably, before one of them is given away. If another activation has taken
    /// since this one read the state, storage refuses: nothing is given, and the next call reads anew.
    /// </summary>
    /// <returns>Null when they are taken; otherwise when to ask again.</returns>
    private async Task<TimeSpan?> TakeAsync()
    {
        var now = clock.GetUtcNow();
        if (stored.State.TakenUntil > now)
        {
            return stored.State.TakenUntil - now;
        }

        stored.State.TakenUntil = now + Block;
        try
        {
            await stored.WriteStateAsync();
            _taken = Options.MaxPerSecond;
            return null;
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();
            return Block;
        }
    }

    private void Refill()
    {
        var now = clock.GetTimestamp();
        var earned = clock.GetElapsedTime(_refilledAt, now).TotalSeconds * Options.MaxPerSecond;
        _tokens = Math.Min(Options.MaxPerSecond, _tokens + earned);
        _refilledAt = now;
    }
}
