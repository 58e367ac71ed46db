namespace OrleansMail.Guard;

/// <summary>
/// Checks one campaign: first <see cref="Learn"/> for every row, then <see cref="Check"/> for every row, then
/// <see cref="Report"/>. Rows may come from anywhere and are not kept.
/// </summary>
public sealed class GuardRun
{
    private readonly (string Rule, IGuardCheck Check)[] _checks;
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
    }

    public void Learn(in GuardRow row)
    {
        if (_checked > 0)
        {
            throw new InvalidOperationException("Every row must be learned before the first is checked.");
        }

        _learned++;
        foreach (var (_, check) in _checks)
        {
            check.Learn(row);
        }
    }

    public void Check(in GuardRow row)
    {
        _checked++;
        foreach (var (_, check) in _checks)
        {
            check.Row(row);
        }
    }

    public GuardReport Report(DateTimeOffset at)
    {
        if (_checked != _learned)
        {
            throw new InvalidOperationException($"{_learned} rows were learned, but {_checked} were checked.");
        }

        return new GuardReport([.. _checks.SelectMany(check => check.Check.Findings().Take(Tally.Most))], _checked, at);
    }
}
