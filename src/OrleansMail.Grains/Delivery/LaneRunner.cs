using OrleansMail.Lanes;

namespace OrleansMail.Delivery;

/// <summary>One lane on the silo that owns its egress address: its queue, and the sessions that empty it.</summary>
internal sealed partial class LaneRunner(LaneKey key, ILaneSessions sessions, DeliveryOptions options, TimeProvider clock)
{
    // A lane that nothing was asked of for so long is let go; the next mail for its site makes a new one.
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly FairQueue _queue = new();
    private readonly LanePace _pace = new(options.LaneQueue, clock);
    private int _open;
    private int _busy;
    private bool _asked;
    private bool _retired;
    private DateTimeOffset _shutUntil;
    private bool _isHeld;
    private DateTimeOffset _usedAt = clock.GetUtcNow();
    private TaskCompletionSource? _news;

    public LaneKey Key => key;

    /// <summary>Takes a mail into the queue, or says why not.</summary>
    /// <param name="mail">The mail to queue.</param>
    /// <param name="due">When to ask again, for a lane that is shut or slow; null if it has room soon.</param>
    /// <returns>False when the lane is shut or full.</returns>
    public bool TryPlace(Mail mail, out DateTimeOffset? due)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            _usedAt = now;
            due = _retired ? now : _shutUntil > now ? _shutUntil : null;
            if (due is not null)
            {
                mail.IsInDoubt = !_retired && !_isHeld;
                return false;
            }

            mail.IsInDoubt = _pace.IsDoubtful;
            if (!mail.Run.Image.IsStream && (_queue.Count >= _pace.Capacity || (mail.IsInDoubt && mail.Run.IsFullOfDoubt)))
            {
                due = now + _pace.AskAgainIn(_queue.Count);
                mail.IsInDoubt |= _pace.IsSilent;
                return false;
            }

            Add(mail);
            StartSessions();
            Wake();
            return true;
        }
    }

    /// <summary>What a session sends next; empty when there is nothing.</summary>
    public List<Mail> Take(int most)
    {
        lock (_lock)
        {
            var taken = _queue.Take(Math.Min(most, _pace.MostOfLease));
            if (taken.Count > 0)
            {
                _busy++;
                _pace.Moved(_queue.Count == 0);
                taken.ForEach(mail => mail.Go());
                sessions.Began(taken.Count, _pace.IsDoubtful);
            }

            return taken;
        }
    }

    /// <summary>A session has done what it took: every <see cref="Take"/> that gave something is followed by this.</summary>
    /// <param name="counts">What came of it.</param>
    /// <param name="time">How long that took, without the session's opening and without what we needed to make the messages.</param>
    public void Done(AttemptCounts counts, TimeSpan time)
    {
        lock (_lock)
        {
            _busy--;
            _usedAt = clock.GetUtcNow();
            if (counts.Sent > 0)
            {
                _pace.Sent(counts, time);
                _rate.Add(counts.Sent);
                _tried += counts.Sent;
            }
        }
    }

    /// <summary>Mails that a session took and could not start.</summary>
    public void PutBack(IEnumerable<Mail> mails)
    {
        var homeless = new List<Mail>();
        var now = clock.GetUtcNow();
        DateTimeOffset until;
        lock (_lock)
        {
            until = _shutUntil;
            foreach (var mail in mails)
            {
                // When another session has shut the lane, or the campaign was stopped, nobody would come for it here.
                if (until > now || mail.Run.Stopped)
                {
                    homeless.Add(mail);
                }
                else
                {
                    Add(mail);
                }
            }

            StartSessions();
            Wake();
        }

        homeless.ForEach(mail => mail.Return(until > now ? until : now));
    }

    /// <summary>The lane's grain has said how many sessions it allows.</summary>
    public void Allow(int connections)
    {
        lock (_lock)
        {
            _pace.Sessions = connections;
            StartSessions();
        }
    }

    /// <summary>A host has let a session in.</summary>
    public void Opened(TimeSpan time)
    {
        lock (_lock)
        {
            _pace.Opened(time);
            StartSessions();
        }
    }

    /// <summary>A session has nothing to do and waits, until its place is needed.</summary>
    public IdleRest Rest() => sessions.Rest();

    /// <summary>Hands back everything of one campaign.</summary>
    public void Drop(ICampaignRun run)
    {
        List<Mail> mails;
        lock (_lock)
        {
            mails = _queue.TakeAll(run);
            _pace.Moved(_queue.Count == 0);
        }

        mails.ForEach(mail => mail.Return(clock.GetUtcNow()));
    }

    /// <summary>Hands back everything that no session comes for.</summary>
    public void ReleaseStuck()
    {
        List<Mail> mails;
        DateTimeOffset due;
        lock (_lock)
        {
            if (!_pace.IsStuck || _pace.AskAgainIn(_queue.Count) is not { } later)
            {
                return;
            }

            due = clock.GetUtcNow() + later;
            mails = _queue.TakeAll();
            _pace.Moved(isEmpty: true);
        }

        foreach (var mail in mails)
        {
            mail.IsInDoubt |= !mail.Run.Image.IsStream;
            mail.Return(due);
        }
    }

    /// <summary>Completes when something may have come into the queue.</summary>
    public Task NewsAsync()
    {
        lock (_lock)
        {
            if (_queue.Count > 0)
            {
                return Task.CompletedTask;
            }

            _news ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _news.Task;
        }
    }

    /// <summary>A session that was asked for has its place.</summary>
    /// <param name="waited">It had to wait for it.</param>
    public void Entered(bool waited)
    {
        lock (_lock)
        {
            _pace.Entered();
            if (waited)
            {
                _asked = false;
                StartSessions();
            }
        }
    }

    /// <summary>A session that had its place has ended.</summary>
    public void Left()
    {
        lock (_lock)
        {
            _open--;
            _pace.Left();
            if (_asked && _open == 1)
            {
                sessions.Promote(this);
            }

            if (_shutUntil <= clock.GetUtcNow())
            {
                StartSessions();
            }
        }
    }

    /// <summary>True when nobody has used the lane for a while; it takes nothing any more then.</summary>
    public bool TryRetire()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            _retired = _open == 0 && _queue.Count == 0 && _shutUntil <= now && now - _usedAt > KeepFor;
            return _retired;
        }
    }

    private void Add(Mail mail)
    {
        if (_queue.Count == 0)
        {
            _pace.Moved(isEmpty: false);
        }

        mail.IsInDoubt = _pace.IsDoubtful;
        mail.Wait();
        mail.QueuedAt = clock.GetTimestamp();
        _queue.Add(mail);
        if (_asked && _open == 1 && _pace.IsDoubtful && _queue.HasStream)
        {
            sessions.Promote(this);
        }
    }

    // One free session for each lease that waits, up to what the lane allows: busy ones may wait minutes for a reply.
    // Before a host has let one in, that one is enough; and one that waits for its place is asked for once.
    private void StartSessions()
    {
        var needed = (_queue.Count + sessions.LeaseWindow - 1) / sessions.LeaseWindow;
        var allowed = _pace.IsProven ? _pace.Sessions : 1;
        while (!_asked && _open < allowed && _open - _busy < needed)
        {
            _open++;
            _asked = !sessions.TryStart(this);
        }
    }

    private void Wake()
    {
        _news?.TrySetResult();
        _news = null;
    }
}
