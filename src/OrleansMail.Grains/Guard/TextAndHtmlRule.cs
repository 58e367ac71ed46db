using System.Text;
using OrleansMail.Messages;

namespace OrleansMail.Guard;

/// <summary>The text and the HTML of a mail say the same, and the HTML is shown whole.</summary>
public sealed class TextAndHtmlRule : IGuardRule
{
    /// <summary>Octets of HTML after which Gmail cuts a mail off.</summary>
    private const int ClippedAt = 102 * 1024;

    public string Name => "text-and-html";

    public IGuardCheck Begin(GuardCampaign campaign) => new Check(new Tally(Name));

    private sealed class Check(Tally tally) : IGuardCheck
    {
        public void Row(in GuardRow row)
        {
            // A quarter of the octets is the least that so many characters can have.
            if (row.Html.Length > ClippedAt / 4 && Octets(row.Html) > ClippedAt)
            {
                tally.Add(
                    GuardLevel.Warn, "The HTML is larger than 102 KB; Gmail shows the beginning only.", row.Place, "html");
            }

            if (!row.BringsText)
            {
                return;
            }

            Characters(row, row.Subject, "Subject");
            Characters(row, row.Text.ToString(), "text");
            Characters(row, row.Html.ToString(), "html");
            if (row.Html.Length > 0)
            {
                Html(row, HtmlPage.Read(row.Html.ToString()));
            }
        }

        public IEnumerable<GuardFinding> Findings() => tally.Findings();

        private static int Octets(MergedText text)
        {
            var octets = 0;
            foreach (var part in text.Parts)
            {
                octets += Encoding.UTF8.GetByteCount(part);
            }

            return octets;
        }

        private void Html(in GuardRow row, HtmlPage page)
        {
            if (page.ImagesWithoutAlt > 0)
            {
                tally.Add(GuardLevel.Warn, "A picture has no alt text.", row.Place, "html");
            }

            if (page.DeadElements > 0)
            {
                tally.Add(
                    GuardLevel.Warn, "Scripts, forms and frames do not work in mails, and filters distrust them.", row.Place,
                    "html");
            }

            if (string.IsNullOrWhiteSpace(row.Text.ToString()))
            {
                tally.Add(GuardLevel.Warn, "There is no plain text beside the HTML.", row.Place, "text");
                return;
            }

            var (text, html) = (TextFacts.Of(row.Text.ToString(), []), TextFacts.Of(page.VisibleText, page.Links));
            if (!text.Dates.SetEquals(html.Dates))
            {
                tally.Add(GuardLevel.Warn, "Text and HTML name different dates.", row.Place, "text");
            }

            if (!text.Prices.SetEquals(html.Prices))
            {
                tally.Add(GuardLevel.Warn, "Text and HTML name different amounts of money.", row.Place, "text");
            }

            if (text.Hosts.Count > 0 && html.Hosts.Count > 0 && !text.Hosts.Overlaps(html.Hosts))
            {
                tally.Add(GuardLevel.Warn, "The links of text and HTML lead to different sites.", row.Place, "text");
            }
        }

        private void Characters(in GuardRow row, string text, string part)
        {
            if (Mojibake.IsIn(text))
            {
                tally.Add(GuardLevel.Warn, "There are signs of a wrong charset.", row.Place, part);
            }

            if (Mojibake.HasVendorSigns(text))
            {
                tally.Add(
                    GuardLevel.Info, "There are signs that only some Japanese charsets have, such as ① or ㈱.", row.Place, part);
            }
        }
    }
}
