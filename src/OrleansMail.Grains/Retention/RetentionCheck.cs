using OrleansMail.Campaigns;

namespace OrleansMail.Retention;

/// <summary>Reads the retention of a domain; a refusal names the field, the range and where the least comes from.</summary>
internal static class RetentionCheck
{
    public static Refusal? Find(RetentionRules rules, DateTimeOffset now)
    {
        if (rules.MarketingDays is < RetentionRules.LeastMarketing or > RetentionRules.Most)
        {
            return new Refusal(
                "marketing",
                "Advertising is kept for 31 to 3660 days: evidence of consent must last until a month after the last "
                + "mail (特定電子メール法施行規則 art. 4).",
                "marketing");
        }

        if (rules.OtherDays is < RetentionRules.LeastOther or > RetentionRules.Most)
        {
            return new Refusal("other", "Other mail is kept for 7 to 3660 days.", "other");
        }

        return rules.KeepUntil > now.AddDays(RetentionRules.Most)
            ? new Refusal("keep-until", "A date to keep everything until is at most 3660 days ahead.", "keep-until")
            : null;
    }
}
