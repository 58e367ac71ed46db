using System.Net;
using Microsoft.Extensions.Logging;
using OrleansMail.Smtp;

namespace OrleansMail.Egress;

/// <summary>
/// Knows of each address on a proxy whether the proxy works. One that fails holds the lanes of its addresses, to all sites:
/// no attempt is made and none is counted until it works again. Thread-safe.
/// </summary>
internal sealed partial class ProxyHealth(EgressProxies proxies, TimeProvider clock, ILogger<ProxyHealth> log)
{
    // A proxy that connected somewhere so recently, and denies one host, denies that host alone.
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(10);

    // While one session tries, the others wait: longer than a connection may take.
    private static readonly TimeSpan Trial = TimeSpan.FromSeconds(35);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, State> _states = [];

    /// <summary>Why nothing, or not everything, can be sent from an address; null if nothing is known against it.</summary>
    public string? ProblemOf(IPAddress address)
    {
        lock (_lock)
        {
            return _states.GetValueOrDefault(address)?.Problem;
        }
    }

    /// <summary>Must all lanes of the address wait now?</summary>
    public bool IsHeld(IPAddress address)
    {
        lock (_lock)
        {
            return _states.TryGetValue(address, out var state) && state.HeldUntil > clock.GetUtcNow();
        }
    }

    /// <summary>
    /// How long a session that wants a connection has to wait; null when it may try. After trouble one tries first, and
    /// the others wait for what comes of it.
    /// </summary>
    public TimeSpan? Wait(IPAddress address)
    {
        if (proxies.Of(address) is null)
        {
            return null;
        }

        lock (_lock)
        {
            if (!_states.TryGetValue(address, out var state) || !state.IsInTrouble)
            {
                return null;
            }

            var now = clock.GetUtcNow();
            if (state.HeldUntil > now)
            {
                return state.HeldUntil - now;
            }

            state.TrialUntil = now + Trial;
            return null;
        }
    }

    /// <summary>How long the lane of an attempt that the proxy has failed has to wait.</summary>
    public TimeSpan WaitAfterFailure(IPAddress address)
    {
        lock (_lock)
        {
            var until = _states.TryGetValue(address, out var state) ? Later(state.HeldUntil, state.DeniedUntil) : default;
            var now = clock.GetUtcNow();
            return until > now ? until - now : TimeSpan.Zero;
        }
    }

    /// <summary>Takes note of how a connection went: is it the fault of our side that there is none?</summary>
    /// <param name="address">The egress address.</param>
    /// <param name="fault">Why there is no session; null when there is one.</param>
    /// <returns>False when there is one, when it is the destination's fault, and for an address that is on no proxy.</returns>
    public bool IsOurs(IPAddress address, SmtpFault? fault) => proxies.Of(address) is not null && fault switch
    {
        null or { Reply: not null } => Note(address, state => state.Reached(clock.GetUtcNow())),
        { Kind: FaultKind.ProxyFailed or FaultKind.ProxyDenied or FaultKind.ProxyWrongSource } => HasFailed(address, fault),
        { Kind: FaultKind.Cancelled or FaultKind.LocalAddressUnavailable } => false,

        // It did what it was asked to: whatever was wrong with itself is over.
        _ => Note(address, static state => state.Works()),
    };

    private bool HasFailed(IPAddress address, SmtpFault fault)
    {
        bool begins;
        lock (_lock)
        {
            var (state, now) = (StateOf(address), clock.GetUtcNow());
            if (fault.Kind == FaultKind.ProxyDenied && now - state.ReachedAt < Recently)
            {
                return false;
            }

            begins = state.Failed(fault, now);
        }

        if (begins)
        {
            LogFailed(address, fault.Text);
        }

        return true;
    }

    private bool Note(IPAddress address, Func<State, bool> note)
    {
        bool isMended;
        lock (_lock)
        {
            isMended = note(StateOf(address));
        }

        if (isMended)
        {
            LogMended(address);
        }

        return false;
    }

    private State StateOf(IPAddress address)
    {
        if (!_states.TryGetValue(address, out var state))
        {
            state = new State();
            _states.Add(address, state);
        }

        return state;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    [LoggerMessage(LogLevel.Warning, "The proxy of {Address} does not connect, and mail waits: {Problem}")]
    private partial void LogFailed(IPAddress address, string problem);

    [LoggerMessage(LogLevel.Information, "The proxy of {Address} works again")]
    private partial void LogMended(IPAddress address);

    private sealed class State
    {
        private ProxyTrouble _whole;
        private ProxyTrouble _denied;

        /// <summary>When a host last answered through the proxy.</summary>
        public DateTimeOffset ReachedAt { get; private set; } = DateTimeOffset.MinValue;

        public DateTimeOffset TrialUntil { get; set; }

        public string? Problem { get; private set; }

        /// <summary>It fails whoever the mail is for, and has not been seen to work since.</summary>
        public bool IsInTrouble { get; private set; }

        public DateTimeOffset HeldUntil => Later(_whole.Until, TrialUntil);

        public DateTimeOffset DeniedUntil => _denied.Until;

        /// <returns>True if a wait begins with it.</returns>
        public bool Failed(SmtpFault fault, DateTimeOffset now)
        {
            Problem = fault.Text;
            TrialUntil = default;
            if (fault.Kind == FaultKind.ProxyDenied)
            {
                // Perhaps of this host alone: the lanes of others go on, and find out.
                return _denied.Add(now);
            }

            IsInTrouble = true;
            return _whole.Add(now);
        }

        /// <returns>True if there was a problem.</returns>
        public bool Reached(DateTimeOffset now)
        {
            var hadProblem = Problem is not null;
            (Problem, IsInTrouble, TrialUntil, ReachedAt) = (null, false, default, now);
            (_whole, _denied) = (default, default);
            return hadProblem;
        }

        /// <returns>True if it was in trouble.</returns>
        public bool Works()
        {
            if (!IsInTrouble)
            {
                return false;
            }

            (Problem, IsInTrouble, TrialUntil, _whole) = (null, false, default, default);
            return true;
        }
    }
}
