namespace OrleansMail.Delivery;

/// <content>Chunks that are done go back, and a feeder ends when nothing of its own is on its way.</content>
internal sealed partial class CampaignFeeder
{
    private static readonly TimeSpan DropEvery = TimeSpan.FromSeconds(1);

    private long _dropped;

    private void Finished(ChunkWork work)
    {
        lock (_lock)
        {
            _finished.Add(work);
        }

        Wake();
    }

    private async Task FinishAsync()
    {
        while (true)
        {
            ChunkWork? work;
            lock (_lock)
            {
                work = _finished.FirstOrDefault();
            }

            if (work is null)
            {
                return;
            }

            // Taken off the list only when it is done: after a failure it is tried again.
            var due = DueOf(work);
            await parts.Stores.Audience.FinishAsync(work.Claim, due);
            _pace.GaveBack(due);
            lock (_lock)
            {
                _finished.Remove(work);
            }

            _working.Remove(work);

            Interlocked.Decrement(ref _open);
        }
    }

    private DateTimeOffset? DueOf(ChunkWork work)
    {
        if (work.Due is not { } due || work.WorthFrom is not { } worth || release.Settings.IsStream)
        {
            return work.Due;
        }

        var some = (due - parts.Clock.GetUtcNow()) / LaterBy;
        var later = some > worth - due ? some : worth - due;
        return due + (later < LatestBy ? later : LatestBy);
    }

    private async Task UntilEmptyAsync()
    {
        while (true)
        {
            var news = NewsAfterNow();
            try
            {
                await FinishAsync();
            }
            catch (Exception failure)
            {
                LogFinish(failure, release.Campaign);
            }

            if (Volatile.Read(ref _open) == 0)
            {
                return;
            }

            DropLate();
            await Task.WhenAny(news, Task.Delay(Pause, parts.Clock));
        }
    }

    /// <summary>
    /// What was about to be placed when all was dropped. That goes through every lane, so it is not done each time that a
    /// chunk has come back.
    /// </summary>
    private void DropLate()
    {
        if (parts.Clock.GetElapsedTime(_dropped) >= DropEvery)
        {
            _dropped = parts.Clock.GetTimestamp();
            parts.Lanes.Drop(this);
        }
    }

    private Task NewsAfterNow()
    {
        lock (_lock)
        {
            return _news.Task;
        }
    }
}
