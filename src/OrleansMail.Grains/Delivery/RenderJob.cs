namespace OrleansMail.Delivery;

/// <summary>A few messages of one lease that one thread makes in a row.</summary>
internal sealed class RenderJob(IReadOnlyList<Mail> mails, int first, int count)
{
    private readonly Lock _lock = new();
    private readonly RenderedMail?[] _made = new RenderedMail?[count];
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _abandoned;

    public int Count => count;

    /// <summary>Index behind the last mail, in its lease.</summary>
    public int End => first + count;

    /// <summary>Completes when every message is made or has a problem.</summary>
    public Task Done => _done.Task;

    /// <summary>Nobody waits for it any more.</summary>
    public bool IsAbandoned => _abandoned;

    /// <summary>A mail of the job, from 0.</summary>
    public Mail this[int index] => mails[first + index];

    /// <summary>The message of a mail, once: the caller disposes of it.</summary>
    /// <param name="index">In the lease.</param>
    public RenderedMail Take(int index)
    {
        lock (_lock)
        {
            var made = _made[index - first]!;
            _made[index - first] = null;
            return made;
        }
    }

    /// <summary>Nobody comes for what has not been taken.</summary>
    public void Abandon()
    {
        lock (_lock)
        {
            _abandoned = true;
            foreach (var made in _made)
            {
                made?.Dispose();
            }
        }
    }

    /// <summary>Keeps what was made until it is taken.</summary>
    public void Keep(int index, RenderedMail made) => TryKeep(index, made);

    /// <summary>False if there is something for this mail already.</summary>
    public bool TryKeep(int index, RenderedMail made)
    {
        lock (_lock)
        {
            if (_made[index] is not null)
            {
                return false;
            }

            _made[index] = made;
            if (_abandoned)
            {
                made.Dispose();
            }

            return true;
        }
    }

    /// <summary>The thread has done what it could.</summary>
    public void Finish() => _done.SetResult();
}
