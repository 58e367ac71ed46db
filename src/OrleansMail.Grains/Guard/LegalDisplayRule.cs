namespace OrleansMail.Guard;

/// <summary>
/// Advertising shows who sends it, how to stop it, and where the sender is to be found (特定電子メール法 art. 4;
/// 施行規則 art. 7 to 9). Text and HTML are two mails to two readers: each of them has to show it all.
/// </summary>
public sealed class LegalDisplayRule : IGuardRule
{
    public string Name => "legal-display";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var asked = campaign.Class switch
        {
            MailClass.Marketing => true,
            MailClass.Unstated => !campaign.IsStream,
            MailClass.Notice or MailClass.Transactional => false,
        };
        return asked ? new Check(new Tally(Name), campaign) : new CampaignOnly(new Tally(Name));
    }

    private sealed class Check(Tally tally, GuardCampaign campaign) : IGuardCheck
    {
        public void Row(in GuardRow row)
        {
            if (!row.BringsText)
            {
                return;
            }

            if (row.Text.Length > 0)
            {
                Part(row, "text", new LegalText(row.Text.ToString(), [], campaign.FromName), hidden: null);
            }

            if (row.Html.Length > 0)
            {
                var page = HtmlPage.Read(row.Html.ToString());
                Part(
                    row, "html", new LegalText(page.VisibleText, page.Links, campaign.FromName),
                    new LegalText(page.HiddenText, page.Links, campaign.FromName));
            }
        }

        public IEnumerable<GuardFinding> Findings() => tally.Findings();

        private void Part(in GuardRow row, string part, LegalText text, LegalText? hidden)
        {
            if (campaign.Class == MailClass.Unstated)
            {
                Unstated(row, text);
                return;
            }

            Must(row, part, text.HasSender, hidden?.HasSender, "who sends it");
            Must(row, part, text.HasWayOut, hidden?.HasWayOut, "a link or an address to stop it");
            Must(row, part, text.SaysWayOut, hidden?.SaysWayOut, "that it can be stopped");
            if (!text.HasPostalAddress)
            {
                tally.Add(
                    GuardLevel.Warn, "Advertising without a postal address; it may stand on a page that the mail links to.",
                    row.Place, part);
            }

            if (!text.HasContact)
            {
                tally.Add(
                    GuardLevel.Warn, "Advertising without a contact for questions and complaints.", row.Place, part);
            }
        }

        private void Unstated(in GuardRow row, LegalText text)
        {
            if (!text.HasSender || !text.HasWayOut || !text.SaysWayOut)
            {
                tally.Add(
                    GuardLevel.Warn,
                    "Nobody has said what class of mail this is; advertising must show its sender and how to stop it.",
                    row.Place, "class");
            }
        }

        private void Must(in GuardRow row, string part, bool shown, bool? isHidden, string what)
        {
            if (!shown)
            {
                var message = isHidden is true
                    ? $"Advertising must show {what}; here it is hidden or smaller than 9 px."
                    : $"Advertising must show {what}.";
                tally.Add(GuardLevel.Block, message, row.Place, part);
            }
        }
    }
}
