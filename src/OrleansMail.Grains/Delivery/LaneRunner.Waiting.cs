namespace OrleansMail.Delivery;

/// <content>Times in which nothing is sent.</content>
internal sealed partial class LaneRunner
{
    private string _trouble = LaneWaits.Earlier;
    private string? _shutFor;

    /// <summary>The lane waits for its site: everything in it goes back to its chunks, and is in doubt.</summary>
    public void Shut(TimeSpan time) => Shut(time, why: null);

    /// <summary>
    /// The lane waits for something of our own, such as storage: everything in it goes back to its chunks. Nothing is held
    /// against the site, whose mails would wait long after we work again.
    /// </summary>
    /// <param name="why">One of <see cref="LaneWaits"/>.</param>
    public void Hold(TimeSpan time, string why) => Shut(time, why);

    /// <summary>What an attempt showed of the site, which is why the lane is shut if that is what follows.</summary>
    public void Tell(Attempt attempt)
    {
        lock (_lock)
        {
            _trouble = LaneWaits.After(attempt) ?? _trouble;
            if (attempt.End.Code != 0)
            {
                _pace.Heard();
            }
        }
    }

    private void Shut(TimeSpan time, string? why)
    {
        var isHeld = why is not null;
        List<Mail> all;
        DateTimeOffset until;
        lock (_lock)
        {
            // Of several sessions that tell of trouble the longest wait holds.
            until = clock.GetUtcNow() + time;
            if (until >= _shutUntil)
            {
                (_shutUntil, _isHeld, _shutFor) = (until, isHeld, why ?? _trouble);
            }

            until = _shutUntil;
            all = _queue.TakeAll();
            if (!isHeld)
            {
                _pace.Shut();
            }

            _pace.Moved(isEmpty: true);
        }

        foreach (var mail in all)
        {
            mail.IsInDoubt = !isHeld;
            mail.Return(until);
        }
    }
}
