using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>What the text says about attachments must be true.</summary>
public sealed partial class AttachmentRule : IGuardRule
{
    public string Name => "attachment";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var tally = new Tally(Name);
        var mentioned = campaign.Sources.Any(source => Mention().IsMatch(source));
        if (campaign.Attachments.Count > 0)
        {
            if (!mentioned)
            {
                tally.Add(
                    GuardLevel.Info, "The content has an attachment that its text does not mention.",
                    count: campaign.Attachments.Count);
            }
        }
        else if (campaign.Sources.Any(source => Promise().IsMatch(Denial().Replace(source, ""))))
        {
            tally.Add(GuardLevel.Block, "The text says that something is attached, but nothing is.");
        }
        else if (mentioned)
        {
            tally.Add(GuardLevel.Warn, "The text speaks of attachments, but there is none.");
        }

        return new CampaignOnly(tally);
    }

    [GeneratedRegex("添付|別添|attach|enclosed", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Mention();

    [GeneratedRegex(
        "添付(?:いた|致|し|して|の|ファイル|書類|資料)|別添の"
        + @"|(?:please\s+find|see|find)\s+(?:the\s+)?attached|(?:is|are|have|I've|we've)\s+attached"
        + @"|attached\s+(?:is|are|file|document|please|you|to\s+this)|the\s+attach(?:ed|ment)|in\s+attachment",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Promise();

    // A warning such as "we never send attachments" promises nothing: the sentence that denies is left out.
    [GeneratedRegex(
        @"[^。．.!?！？\r\n]*(?:添付[^。\r\n]{0,40}?(?:ません|ないで|ない|ご注意)"
        + @"|(?:never|not|n't|no|without|don't)\b[^.\r\n]{0,40}?attach)[^。．.!?！？\r\n]*",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Denial();
}
