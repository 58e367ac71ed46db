namespace OrleansMail.Guard;

/// <summary>A campaign without a fault, and one way to run rules over rows.</summary>
internal static class GuardBench
{
    public static readonly GuardCampaign Campaign = new(
        "News of the month", "Dear {{ name }},\r\nhello.", "", [], [], ToCount: 0, CcCount: 0, ["name", "code"],
        UnsubscribeConfigured: true, IsStream: false, "shop.test", SameDuplicates: 0, OtherDuplicates: 0,
        AudienceSize: 1)
    {
        Now = new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.FromHours(9)),
    };

    public static readonly GuardRow Row = Recipient("someone@mail.test", "Someone");

    public static GuardRow Recipient(string address, params string[] values) => new(
        0, 2, address, address[(address.IndexOf('@') + 1)..], values, "News of the month")
    {
        Text = "hello",
    };

    public static GuardFinding[] Run(IGuardRule rule, GuardCampaign campaign, params IEnumerable<GuardRow> rows)
    {
        var run = new GuardRun(campaign, [rule]);
        var all = rows.Select((row, number) => row with { Row = number, Line = number + 2 }).ToArray();
        foreach (var row in all)
        {
            run.Learn(row with { Subject = "", Text = "", Html = "", Headers = null });
        }

        foreach (var row in all)
        {
            run.Check(row);
        }

        return run.Report(DateTimeOffset.UnixEpoch).Findings;
    }

    /// <summary>The gravest level found, null when nothing was.</summary>
    public static GuardLevel? Worst(this GuardFinding[] findings) =>
        findings.Length == 0 ? null : findings.Max(finding => finding.Level);
}
