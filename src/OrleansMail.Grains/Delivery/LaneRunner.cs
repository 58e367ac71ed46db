using OrleansMail.Lanes;

namespace OrleansMail.Delivery;

/// <summary>One lane on the silo that owns its egress address: its queue, and the sessions that empty it.</summary>
internal sealed class LaneRunner(LaneKey key, ILaneSessions sessions, DeliveryOptions options, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly FairQueue _queue = new();
    private int _open;
    private int _busy;
    private int _allowed = 1;
    private DateTimeOffset _shutUntil;
    private TaskCompletionSource _news = NewSource();

    public LaneKey Key => key;

    /// <summary>Takes a mail into the queue, or says why not.</summary>
    /// <param name="mail">The mail to queue.</param>
    /// <param name="shutUntil">Set when the lane is shut.</param>
    /// <returns>False when the lane is shut or full.</returns>
    public bool TryPlace(Mail mail, out DateTimeOffset? shutUntil)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            shutUntil = _shutUntil > now ? _shutUntil : null;
            if (shutUntil is not null || (_queue.Count >= options.LaneQueue && !mail.Run.Image.IsStream))
            {
                return false;
            }

            _queue.Add(mail);
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
            var taken = _queue.Take(most);
            _busy += taken.Count > 0 ? 1 : 0;
            return taken;
        }
    }

    /// <summary>A session has done what it took: every <see cref="Take"/> that gave something is followed by this.</summary>
    public void Done()
    {
        lock (_lock)
        {
            _busy--;
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
                    _queue.Add(mail);
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
            _allowed = connections;
            StartSessions();
        }
    }

    /// <summary>Is there one session too many?</summary>
    public bool TooMany()
    {
        lock (_lock)
        {
            return _open > _allowed;
        }
    }

    /// <summary>The lane waits: everything in it goes back to its chunks.</summary>
    public void Shut(TimeSpan time)
    {
        List<Mail> all;
        DateTimeOffset until;
        lock (_lock)
        {
            // Of several sessions that tell of trouble the longest wait holds.
            until = clock.GetUtcNow() + time;
            until = until > _shutUntil ? until : _shutUntil;
            _shutUntil = until;
            all = _queue.TakeAll();
        }

        all.ForEach(mail => mail.Return(until));
    }

    /// <summary>Hands back everything of one campaign.</summary>
    public void Drop(ICampaignRun run)
    {
        List<Mail> mails;
        lock (_lock)
        {
            mails = _queue.TakeAll(run);
        }

        mails.ForEach(mail => mail.Return(clock.GetUtcNow()));
    }

    /// <summary>Completes when something may have come into the queue.</summary>
    public Task NewsAsync()
    {
        lock (_lock)
        {
            return _queue.Count > 0 ? Task.CompletedTask : _news.Task;
        }
    }

    /// <summary>A session has ended.</summary>
    public void Left()
    {
        lock (_lock)
        {
            _open--;
            if (_shutUntil <= clock.GetUtcNow())
            {
                StartSessions();
            }
        }
    }

    // One free session for each lease that waits, up to what the lane allows: busy ones may wait minutes for a reply.
    private void StartSessions()
    {
        var needed = (_queue.Count + sessions.LeaseWindow - 1) / sessions.LeaseWindow;
        while (_open < _allowed && _open - _busy < needed)
        {
            _open++;
            sessions.Start(this);
        }
    }

    private void Wake()
    {
        _news.TrySetResult();
        _news = NewSource();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
