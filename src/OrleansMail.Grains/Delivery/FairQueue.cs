namespace OrleansMail.Delivery;

/// <summary>The mail waiting in one lane: streams first, then campaigns in turn. Not thread-safe.</summary>
internal sealed class FairQueue
{
    private readonly Queue<Mail> _streams = new();
    private readonly LinkedList<(ICampaignRun Run, Queue<Mail> Mails)> _campaigns = new();

    public int Count { get; private set; }

    /// <summary>A stream's mail waits: whoever it is for, it waits for nobody else.</summary>
    public bool HasStream => _streams.Count > 0;

    public void Add(Mail mail)
    {
        Count++;
        if (mail.Run.Image.IsStream)
        {
            _streams.Enqueue(mail);
            return;
        }

        foreach (var (run, mails) in _campaigns)
        {
            if (ReferenceEquals(run, mail.Run))
            {
                mails.Enqueue(mail);
                return;
            }
        }

        _campaigns.AddLast((mail.Run, new Queue<Mail>([mail])));
    }

    /// <summary>Takes up to <paramref name="most"/>: all from streams, or else from the campaign whose turn it is.</summary>
    public List<Mail> Take(int most)
    {
        var taken = new List<Mail>(most);
        while (taken.Count < most && _streams.TryDequeue(out var mail))
        {
            taken.Add(mail);
        }

        while (taken.Count < most && _campaigns.First is { } first)
        {
            while (taken.Count < most && first.Value.Mails.TryDequeue(out var mail))
            {
                taken.Add(mail);
            }

            _campaigns.RemoveFirst();
            if (first.Value.Mails.Count > 0)
            {
                _campaigns.AddLast(first);
            }
        }

        Count -= taken.Count;
        return taken;
    }

    /// <summary>Takes everything, or everything of one campaign.</summary>
    public List<Mail> TakeAll(ICampaignRun? run = null)
    {
        var all = Take(Count);
        if (run is null)
        {
            return all;
        }

        foreach (var other in all.Where(mail => !ReferenceEquals(mail.Run, run)))
        {
            Add(other);
        }

        return [.. all.Where(mail => ReferenceEquals(mail.Run, run))];
    }
}
