namespace OrleansMail.Guard;

/// <summary>Advertising comes by day: not at night, not on a holiday, and nothing is scheduled in the past.</summary>
public sealed class SendTimeRule : IGuardRule
{
    public string Name => "send-time";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var tally = new Tally(Name);
        if (campaign.SendAt < campaign.Now)
        {
            tally.Add(GuardLevel.Warn, "The time to send is past: it would begin at once.", field: "schedule");
        }

        if (campaign.Class == MailClass.Marketing)
        {
            Advertising(campaign, tally);
        }

        return new CampaignOnly(tally);
    }

    private static void Advertising(GuardCampaign campaign, Tally tally)
    {
        // Without a schedule a person starts it, perhaps much later: that is only said.
        var level = campaign.SendAt is null ? GuardLevel.Info : GuardLevel.Warn;
        var options = campaign.Options;
        var hour = (campaign.SendAt ?? campaign.Now).ToOffset(options.UtcOffset).Hour;
        if (hour < options.FirstHour || hour >= options.LastHour)
        {
            tally.Add(level, "It would begin at a time of day at which no advertising is sent.", field: "schedule");
        }

        if (options.Holidays.Contains(campaign.Today))
        {
            tally.Add(level, "It would begin on a holiday.", field: "schedule");
        }
    }
}
