namespace OrleansMail.Guard;

/// <summary>
/// Checks one campaign: first <see cref="Learn"/> for every row, then <see cref="Check"/> for every row in the same order,
/// then <see cref="Report"/>. Rows may come from anywhere and are not kept.
/// </summary>
public sealed class GuardRun
{
    private readonly (string Rule, IGuardCheck Check)[] _checks;
    private readonly MailPieces _pieces;
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
        _pieces = new MailPieces(campaign);
        _sketching = new Sketching(campaign);
        _previews = new PreviewRows(campaign);
    }

    /// <summary>The campaign in short, for the guard of later ones; complete when every row was learned.</summary>
    public GuardSketch Sketch => _sketching.Sketch;

    public void Learn(in GuardRow row)
    {
        if (_checked > 0)
        {
            throw new InvalidOperationException("Every row must be learned before the first is checked.");
        }

        _learned++;
        _sketching.Learn(row);
        foreach (var (_, check) in _checks)
        {
            check.Learn(row);
        }
    }

    public void Check(in GuardRow row)
    {
        if (_checked++ == 0)
        {
            Compare();
        }

        var read = row with { BringsText = _pieces.Read(row) };
        _previews.Row(read);
        foreach (var (_, check) in _checks)
        {
            check.Row(read);
            _pieces.Show(read, check);
        }
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
}
