namespace OrleansMail.Delivery;

/// <summary>How fast a lane empties, and so how much may wait in it: what it can send until it is looked at again.</summary>
/// <remarks>
/// A slow or silent site then holds a handful of mails and the others stay in their chunks, so that no number of such
/// sites stands in the way of the fast ones. Not thread-safe.
/// </remarks>
internal sealed class LanePace(int most, TimeProvider clock)
{
    // What a lane may hold before a host has answered at all, and how little a slow one is given at least.
    private const int Unproven = 4;
    private const int Least = 8;

    // From greeting to EHLO a host answers about so often (RFC 5321 §3.1), and to a mail whose commands are pipelined.
    private const double AnswersToOpen = 3;
    private const double AnswersToMail = 2;

    // A lane that is faster than this has room again before it is worth going back to the chunk.
    private const double Fast = 10;

    private const double Fresh = 0.3;

    // A site that puts off first attempts takes later ones: those tell little of what it does with the next new recipient.
    private const double FreshOfLater = 0.03;

    // Mails a second of one session that is open, and share of what is sent, below which a site may wait while others are
    // there. A host on another continent that looks at what it gets takes a second or two: that is not slow.
    private const double Slow = 0.3;
    private const double Reluctant = 0.8;

    private static readonly TimeSpan Horizon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestLease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StuckWait = TimeSpan.FromSeconds(4);

    private double _perSession;
    private double _accepted = 1;
    private double _acceptedAtFirst = 1;
    private bool _wasShut;
    private long _waitsSince;
    private long _heardAt;
    private bool _waits;
    private int _served;

    /// <summary>How long mails for a site in doubt wait at least before they are looked at again.</summary>
    /// <remarks>To ask again, a chunk is read anew, which costs more than an attempt.</remarks>
    public static TimeSpan DoubtWait { get; } = TimeSpan.FromSeconds(30);

    /// <summary>A host has let us in since the lane was shut the last time.</summary>
    public bool IsProven { get; private set; }

    /// <summary>What the site does with what it is sent is known from a lease at least.</summary>
    public bool IsTried { get; private set; }

    /// <summary>Sessions that the lane may have.</summary>
    public int Sessions { get; set; } = 1;

    /// <summary>Mails that may wait in the lane now.</summary>
    public int Capacity => !IsProven
        ? Unproven
        : (int)Math.Clamp(Rate * (IsDoubtful ? DoubtWait : Horizon).TotalSeconds, Math.Min(Least, most), most);

    /// <summary>
    /// Mails that a session takes at a time, at most: what it sends in some seconds. A slow one then has its turn again soon,
    /// and a crash leaves fewer of its mails in doubt.
    /// </summary>
    public int MostOfLease => IsTried ? (int)Math.Max(_perSession * LongestLease.TotalSeconds, 1) : int.MaxValue;

    /// <summary>Mails wait, and no host has answered and no session come for any in a while, although there is one.</summary>
    public bool IsStuck => WaitsLongerThan(Silence);

    /// <summary>
    /// The site has not answered for longer than one does as a rule, while mails wait, or a session waits to be let in.
    /// </summary>
    public bool IsSilent => IsProven ? WaitsLongerThan(Silence) : IsUngreeted;

    /// <summary>
    /// The site was slow, did not let us in when it was last tried, lets a session wait for it, or puts off what it is sent.
    /// </summary>
    public bool IsDoubtful => IsProven
        ? IsSlow || Math.Min(_accepted, _acceptedAtFirst) < Reluctant
        : _wasShut || IsTried || IsUngreeted;

    private bool IsSlow => _perSession < Slow;

    // Whether or not mails wait: those that are handed back are followed by others, which wait no shorter for it.
    private bool IsUngreeted => _served > 0 && clock.GetElapsedTime(_heardAt) > FirstAnswer;

    private double Rate => _perSession * Sessions;

    /// <summary>A session was opened in <paramref name="time"/>: the first hint of how fast the site answers.</summary>
    public void Opened(TimeSpan time)
    {
        IsProven = true;
        _heardAt = clock.GetTimestamp();
        if (_perSession == 0)
        {
            _perSession = AnswersToOpen / AnswersToMail / Math.Max(time.TotalSeconds, 0.001);
        }
    }

    /// <summary>A session has its place: from now on it is the site that lets the lane wait, not the silo.</summary>
    public void Entered()
    {
        _waitsSince = clock.GetTimestamp();
        if (_served++ == 0)
        {
            _heardAt = _waitsSince;
        }
    }

    /// <summary>A session has ended.</summary>
    public void Left() => _served--;

    /// <summary>A host has answered to a mail: what waits behind it waits for its turn, not for a silent site.</summary>
    public void Heard() => _waitsSince = _heardAt = clock.GetTimestamp();

    /// <summary>The lane waits: whether a host lets us in afterwards is an open question.</summary>
    public void Shut() => (IsProven, _wasShut) = (false, true);

    /// <summary>A session has dealt with a lease in this time, its opening not counted.</summary>
    public void Sent(AttemptCounts counts, TimeSpan time)
    {
        var speed = counts.Sent / Math.Max(time.TotalSeconds, 0.001);
        IsTried = true;
        _heardAt = clock.GetTimestamp();
        _perSession += Fresh * (speed - _perSession);
        _accepted += Fresh * (((double)counts.Accepted / counts.Sent) - _accepted);
        _acceptedAtFirst += counts.First > 0
            ? Fresh * (((double)counts.FirstAccepted / counts.First) - _acceptedAtFirst)
            : FreshOfLater * (((double)counts.Accepted / counts.Sent) - _acceptedAtFirst);
    }

    /// <summary>Mail has come where none was waiting, or a session has taken some.</summary>
    public void Moved(bool isEmpty) => (_waits, _waitsSince) = (!isEmpty, clock.GetTimestamp());

    /// <summary>Whether it is worth waiting until a full lane has room; if not, when to ask again.</summary>
    public TimeSpan? AskAgainIn(int held)
    {
        if (IsSilent)
        {
            // As long again as it has been silent already: a site that hangs for minutes is not asked all the time.
            return Within(clock.GetElapsedTime(_heardAt), StuckWait);
        }

        var emptyIn = TimeSpan.FromSeconds(held / Math.Max(Rate, 0.01));
        return IsDoubtful ? Within(emptyIn, DoubtWait)
            : !IsProven || Rate >= Fast ? null
            : Within(emptyIn, Horizon);
    }

    private static TimeSpan Within(TimeSpan time, TimeSpan least) =>
        time < least ? least : time < LongestWait ? time : LongestWait;

    private bool WaitsLongerThan(TimeSpan time) =>
        _waits && _served > 0 && clock.GetElapsedTime(_waitsSince) > time;
}
