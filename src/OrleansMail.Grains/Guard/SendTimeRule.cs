namespace OrleansMail.Guard;

/// <summary>Advertising comes by day: not at night, not on a holiday, and nothing is scheduled in the past.</summary>
public sealed class SendTimeRule : IGuardRule
{
    private const string RuleName = "send-time";
    private const string Field = "schedule";

    public string Name => RuleName;

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var tally = new Tally(Name);
        if (campaign.SendAt < campaign.Now)
        {
            tally.Add(GuardLevel.Warn, "The time to send is past: it would begin at once.", field: Field);
        }

        // Without a schedule a person starts it, perhaps much later: that is only said here, and looked at again then.
        var level = campaign.SendAt is null ? GuardLevel.Info : GuardLevel.Warn;
        foreach (var fault in Faults(campaign.Class, campaign.Begins, campaign.Options))
        {
            tally.Add(level, fault, field: Field);
        }

        return new CampaignOnly(tally);
    }

    /// <summary>What is wrong with a first mail at this time, as the warnings that somebody may have accepted.</summary>
    internal static IEnumerable<GuardFinding> Warnings(MailClass mailClass, DateTimeOffset begins, GuardOptions options) =>
        Faults(mailClass, begins, options)
            .Select(fault => new GuardFinding(RuleName, GuardLevel.Warn, fault, null, Field, 1));

    private static IEnumerable<string> Faults(MailClass mailClass, DateTimeOffset begins, GuardOptions options)
    {
        if (mailClass != MailClass.Marketing)
        {
            yield break;
        }

        var local = begins.ToOffset(options.UtcOffset);
        if (local.Hour < options.FirstHour || local.Hour >= options.LastHour)
        {
            yield return "It would begin at a time of day at which no advertising is sent.";
        }

        if (options.Holidays.Contains(DateOnly.FromDateTime(local.DateTime)))
        {
            yield return "It would begin on a holiday.";
        }
    }
}
