namespace OrleansMail.Campaigns;

/// <summary>When the first mail of a campaign leaves that is started now.</summary>
internal static class FirstMail
{
    /// <summary>After the undo window, and not before the time to send.</summary>
    public static DateTimeOffset At(CampaignSettings settings, DateTimeOffset now)
    {
        var undone = now + settings.HoldFor;
        return settings.SendAt > undone ? settings.SendAt.Value.ToUniversalTime() : undone;
    }
}
