using System.CommandLine;
using System.Runtime.CompilerServices;
using OrleansMail.Audit;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary>Reads audit trails from the silo, a page at a time.</summary>
internal static class AuditPages
{
    // An entry has up to about 4 KB.
    private const int Size = 500;

    /// <summary>The keys of the trails that an option names.</summary>
    public static async Task<string[]> TrailsAsync(CommandContext context, Option<string> option)
    {
        var trail = AuditInputs.Named(context.Get(option))!;
        return trail == AuditInputs.All
            ? [.. (await context.Grains.GetGrain<IAuditTrailsGrain>(0).TrailsAsync()).Select(one => one.Name)]
            : [trail];
    }

    /// <summary>Entries up to the one that was the newest at the beginning.</summary>
    public static async IAsyncEnumerable<AuditEntry> ListAsync(
        IGrainFactory grains, string trail, AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var grain = grains.GetGrain<IAuditGrain>(trail);
        long? end = null;
        for (var after = 0L; after < (end ?? long.MaxValue);)
        {
            cancellation.ThrowIfCancellationRequested();
            var from = after;
            var page = await Repeat.OnTimeoutAsync(() => grain.ListAsync(filter, from, Size));
            end ??= page.Head;
            foreach (var line in page.Lines.TakeWhile(line => line.Seq <= end))
            {
                yield return EntryOf(trail, line);
            }

            after = page.Next > after ? page.Next : long.MaxValue;
        }
    }

    /// <summary>All entries of an export that has begun.</summary>
    public static async IAsyncEnumerable<AuditEntry> ExportAsync(
        IGrainFactory grains, string trail, Guid export, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var grain = grains.GetGrain<IAuditGrain>(trail);
        for (var after = 0L; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            var from = after;
            var page = await Repeat.OnTimeoutAsync(() => grain.ExportAsync(export, from, Size));
            if (page.Length == 0)
            {
                yield break;
            }

            foreach (var line in page)
            {
                yield return EntryOf(trail, line);
            }

            after = page[^1].Seq;
        }
    }

    /// <summary>All trails in one stream, in the order of their time.</summary>
    public static async IAsyncEnumerable<AuditEntry> MergedAsync(
        IGrainFactory grains,
        IEnumerable<string> trails,
        AuditFilter filter,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var next = new PriorityQueue<IAsyncEnumerator<AuditEntry>, DateTimeOffset>();
        foreach (var trail in trails)
        {
            await AdvanceAsync(next, ListAsync(grains, trail, filter, cancellation).GetAsyncEnumerator(cancellation));
        }

        while (next.TryDequeue(out var trail, out _))
        {
            yield return trail.Current;
            await AdvanceAsync(next, trail);
        }
    }

    private static async Task AdvanceAsync(
        PriorityQueue<IAsyncEnumerator<AuditEntry>, DateTimeOffset> next, IAsyncEnumerator<AuditEntry> trail)
    {
        if (await trail.MoveNextAsync())
        {
            next.Enqueue(trail, trail.Current.At);
        }
        else
        {
            await trail.DisposeAsync();
        }
    }

    private static AuditEntry EntryOf(string trail, AuditLine line) => new(
        line.Seq, line.At, line.Caller, line.From, line.Action, line.Target, line.Result, line.Detail, line.Hash, trail,
        line.Prev, line.Session, line.Id, line.Kind, line.SecondFactorAt);
}
