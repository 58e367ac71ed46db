using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>Who a mail is from must be plain, and an answer must reach somebody.</summary>
public sealed partial class SenderRule : IGuardRule
{
    private const int MatchTimeout = 1_000;

    public string Name => "sender";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var tally = new Tally(Name);
        DisplayName(campaign, tally);
        Answers(campaign, tally);
        if (KnownDomains.IsPrivate(campaign.FromDomain))
        {
            tally.Add(
                GuardLevel.Block, "From is at a mailbox provider, whose DMARC policy forbids others to send as it.",
                field: "From");
        }

        return new CampaignOnly(tally);
    }

    private static void DisplayName(GuardCampaign campaign, Tally tally)
    {
        var name = campaign.FromName;
        foreach (Match address in AddressInName().Matches(name))
        {
            if (MailDomains.OrganisationOf(address.Groups["domain"].Value) != MailDomains.OrganisationOf(campaign.FromDomain))
            {
                tally.Add(GuardLevel.Warn, "The display name holds an address of another domain.", field: "From");
            }
        }

        if (name.EnumerateRunes().Any(IsBadge))
        {
            tally.Add(GuardLevel.Warn, "The display name holds a symbol, as if it had been verified.", field: "From");
        }

        if (Count().IsMatch(name) || TemplateFields.IsLeftIn(name))
        {
            tally.Add(GuardLevel.Warn, "The display name holds a number of messages or a merge field.", field: "From");
        }
    }

    private static void Answers(GuardCampaign campaign, Tally tally)
    {
        var answerTo = campaign.ReplyTo ?? campaign.FromAddress;
        if (NoReply().IsMatch(answerTo))
        {
            // Receipts from such addresses are usual; who advertises has to listen.
            tally.Add(
                campaign.Class is MailClass.Notice or MailClass.Transactional ? GuardLevel.Info : GuardLevel.Warn,
                "Nobody reads the answers: they go to a no-reply address.",
                field: campaign.ReplyTo is null ? "From" : "Reply-To");
        }

        if (campaign.ReplyTo is { } replyTo && AddressInName().Match(replyTo) is { Success: true } address
            && MailDomains.OrganisationOf(address.Groups["domain"].Value) != MailDomains.OrganisationOf(campaign.FromDomain))
        {
            tally.Add(GuardLevel.Warn, "Reply-To is at another domain than From.", field: "Reply-To");
        }
    }

    private static bool IsBadge(Rune rune) =>
        rune.Value is 0x2705 or 0x2713 or 0x2714 or 0x2611 or (>= 0x1F300 and <= 0x1FAFF)
        || (rune.Value > 0x2190 && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol && rune.Value < 0x3000);

    [GeneratedRegex(
        @"[\w.+-]{1,64}@(?<domain>[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex AddressInName();

    [GeneratedRegex(@"[（(]\d{1,3}[)）]", RegexOptions.None, MatchTimeout)]
    private static partial Regex Count();

    [GeneratedRegex(@"(?:^|<)(?:no-?_?reply|do-?_?not-?_?reply|donotreply)[\w.+-]*@", RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex NoReply();
}
