namespace OrleansMail.Delivery;

/// <summary>A few messages of one lease that one thread makes in a row.</summary>
internal sealed class RenderJob(IReadOnlyList<Mail> mails, int first, int count)
{
    private readonly Lock _lock = new();
    private readonly RenderedMail?[] _made = new RenderedMail?[count];
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _abandoned;

    /// <summary>Index of the first mail in its lease.</summary>
    public int First => first;

    /// <summary>Index behind the last.</summary>
    public int End => first + count;

    /// <summary>Completes when every message is made or has a problem.</summary>
    public Task Done => _done.Task;

    /// <summary>The message of a mail, once: the caller disposes of it.</summary>
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

    /// <summary>Makes all of them, one after another; what fails is a problem of that mail alone.</summary>
    public void Run(Func<Mail, RenderedMail> render)
    {
        for (var index = 0; index < count && !Volatile.Read(ref _abandoned); index++)
        {
            Keep(index, render(mails[first + index]));
        }

        _done.SetResult();
    }

    private void Keep(int index, RenderedMail made)
    {
        lock (_lock)
        {
            if (_abandoned)
            {
                made.Dispose();
            }
            else
            {
                _made[index] = made;
            }
        }
    }
}
