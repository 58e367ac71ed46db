using OrleansMail.Lanes;

namespace OrleansMail.Delivery;

/// <summary>One lane on the silo that owns its egress address: its queue, and the sessions that empty it.</summary>
internal sealed class LaneRunner(LaneKey key, LaneSessions sessions, DeliveryOptions options, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly FairQueue _queue = new();
    private int _open;
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
            return _queue.Take(most);
        }
    }

    /// <summary>Mails that a session took and could not start.</summary>
    public void PutBack(IEnumerable<Mail> mails)
    {
        lock (_lock)
        {
            foreach (var mail in mails)
            {
                _queue.Add(mail);
            }

            Wake();
        }
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
            until = clock.GetUtcNow() + time;
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

    // One session for each lease that waits, up to what the lane allows.
    private void StartSessions()
    {
        var needed = (_queue.Count + sessions.LeaseWindow - 1) / sessions.LeaseWindow;
        while (_open < _allowed && _open < needed)
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
