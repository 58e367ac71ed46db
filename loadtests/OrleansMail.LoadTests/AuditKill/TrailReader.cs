using OrleansMail.Audit;

namespace OrleansMail.AuditKill;

/// <summary>Reads what the trails announce, each entry once.</summary>
internal sealed class TrailReader(Cast cast)
{
    private const int Page = 1_000;

    private readonly Dictionary<string, long> _read = new(StringComparer.Ordinal);

    /// <summary>The effects that entries since the last reading announce, of the methods that are compared.</summary>
    public async Task<List<Effect>> NewAsync(GatewayClient client, IEnumerable<string> trails)
    {
        var announced = new List<Effect>();
        foreach (var trail in trails)
        {
            var (after, head) = (_read.GetValueOrDefault(trail), long.MaxValue);
            while (after < head)
            {
                var page = await client.CallAsync(
                    cast.Administrator,
                    grains => grains.GetGrain<IAuditGrain>(trail).ListAsync(
                        new AuditFilter(Result: AuditResult.Allowed), after, Page));
                announced.AddRange(page.Lines.Select(line => Effect.Of(trail, line))
                    .Where(effect => ChainSource.Methods.Contains(effect.Method)));

                // Reading is written to the trail too: its end is where it was at the first page.
                head = head == long.MaxValue ? page.Head : head;
                after = page.Next;
            }

            _read[trail] = after;
        }

        return announced;
    }
}
