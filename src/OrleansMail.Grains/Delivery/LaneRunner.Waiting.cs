namespace OrleansMail.Delivery;

/// <content>Times in which nothing is sent.</content>
internal sealed partial class LaneRunner
{
    /// <summary>The lane waits for its site: everything in it goes back to its chunks, and is in doubt.</summary>
    public void Shut(TimeSpan time) => Shut(time, isHeld: false);

    /// <summary>
    /// The lane waits for something of our own, such as storage: everything in it goes back to its chunks. Nothing is held
    /// against the site, whose mails would wait long after we work again.
    /// </summary>
    public void Hold(TimeSpan time) => Shut(time, isHeld: true);

    private void Shut(TimeSpan time, bool isHeld)
    {
        List<Mail> all;
        DateTimeOffset until;
        lock (_lock)
        {
            // Of several sessions that tell of trouble the longest wait holds.
            until = clock.GetUtcNow() + time;
            if (until >= _shutUntil)
            {
                (_shutUntil, _isHeld) = (until, isHeld);
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
