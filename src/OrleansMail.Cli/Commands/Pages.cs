using System.Runtime.CompilerServices;
using OrleansMail.Reports;
using OrleansMail.Suppression;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary>Reads long lists from the silo, a page at a time, so that memory does not grow with them.</summary>
internal static class Pages
{
    /// <summary>The most that one call answers.</summary>
    public const int Size = 1_000;

    public static async IAsyncEnumerable<OutcomeLine[]> OutcomesAsync(
        IReportGrain report, string campaign, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var after = -1L; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            var from = after;
            var page = await Repeat.OnTimeoutAsync(() => report.OutcomesAsync(campaign, from, Size));
            if (page.Length == 0)
            {
                yield break;
            }

            yield return page;
            after = page[^1].Row;
        }
    }

    public static async IAsyncEnumerable<SuppressionEntry[]> SuppressionsAsync(
        IReportGrain report, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (string? after = null; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            var from = after;
            var page = await Repeat.OnTimeoutAsync(() => report.SuppressionsAsync(from, Size));
            if (page.Length == 0)
            {
                yield break;
            }

            yield return page;
            after = page[^1].Cursor ?? page[^1].Address;
        }
    }
}
