using System.Collections.Concurrent;

namespace OrleansMail.Guard;

/// <summary>
/// Checks one campaign: first <see cref="Learn"/> for every row, then <see cref="Check"/> for every row in the same order,
/// then <see cref="Report"/>. Rows may come from anywhere and are not kept.
/// </summary>
/// <remarks>
/// Rules know nothing of each other: given several rows at once, each rule sees them in their order, on whichever thread is
/// free.
/// </remarks>
public sealed class GuardRun
{
    // Few: what is being sent meanwhile needs the processor too.
    private static readonly ParallelOptions Threads = new()
    {
        MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, 4),
    };

    private readonly (string Rule, IGuardCheck Check)[] _checks;
    private readonly OrderablePartitioner<(string Rule, IGuardCheck Check)> _oneByOne;
    private readonly TakenApart _mails;
    private readonly Sketching _sketching;
    private readonly PreviewRows _previews;
    private long _learned;
    private long _checked;

    public GuardRun(GuardCampaign campaign)
        : this(campaign, GuardRules.All)
    {
    }

    public GuardRun(GuardCampaign campaign, IEnumerable<IGuardRule> rules)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        _checks = [.. rules.Select(rule => (rule.Name, rule.Begin(campaign)))];

        // Some rules take far longer than others: none is bound to a thread beforehand.
        _oneByOne = Partitioner.Create(_checks, EnumerablePartitionerOptions.NoBuffering);
        _mails = new TakenApart(campaign);
        _sketching = new Sketching(campaign);
        _previews = new PreviewRows(campaign);
    }

    /// <summary>The campaign in short, for the guard of later ones; complete when every row was learned.</summary>
    public GuardSketch Sketch => _sketching.Sketch;

    public void Learn(params GuardRow[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (_checked > 0)
        {
            throw new InvalidOperationException("Every row must be learned before the first is checked.");
        }

        _learned += rows.Length;
        foreach (ref readonly var row in rows.AsSpan())
        {
            _sketching.Learn(row);
        }

        Each(rows.Length, check =>
        {
            foreach (ref readonly var row in rows.AsSpan())
            {
                check.Learn(row);
            }
        });
    }

    public void Check(params GuardRow[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (_checked == 0)
        {
            Compare();
        }

        _checked += rows.Length;
        _mails.Read(rows);
        foreach (ref readonly var row in _mails.Rows)
        {
            _previews.Row(row);
        }

        Each(rows.Length, _mails.Show);
    }

    public GuardReport Report(DateTimeOffset at)
    {
        if (_checked != _learned)
        {
            throw new InvalidOperationException($"{_learned} rows were learned, but {_checked} were checked.");
        }

        if (_checked == 0)
        {
            Compare();
        }

        GuardFinding[] findings = [.. _checks.SelectMany(check => check.Check.Findings().Take(Tally.Most))];
        return new GuardReport(findings, _checked, at) { Previews = _previews.Choose(findings) };
    }

    private void Compare()
    {
        foreach (var (_, check) in _checks)
        {
            check.Compare(Sketch);
        }
    }

    private void Each(int rows, Action<IGuardCheck> show)
    {
        if (rows > 1)
        {
            Parallel.ForEach(_oneByOne, Threads, check => show(check.Check));
            return;
        }

        foreach (var (_, check) in _checks)
        {
            show(check);
        }
    }
}
