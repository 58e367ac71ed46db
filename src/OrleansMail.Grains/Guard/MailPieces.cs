namespace OrleansMail.Guard;

/// <summary>Takes finished mails apart into what is new in each; see <see cref="TemplateText"/>.</summary>
internal sealed class MailPieces(GuardCampaign campaign)
{
    private readonly TemplateText _subject = new(campaign.Subject);
    private readonly TemplateText _text = new(campaign.Text);
    private readonly TemplateText _html = new(campaign.Html);
    private bool _any;

    /// <returns>True when the mail has text of the template that none had before.</returns>
    public bool Read(in GuardRow row)
    {
        var brings = !_any;
        _any = true;
        brings |= _subject.Read(row.Subject);
        brings |= _text.Read(row.Text);
        brings |= _html.Read(row.Html);
        return brings;
    }

    /// <summary>Shows the pieces of the mail that was read last.</summary>
    public void Show(in GuardRow row, IGuardCheck check)
    {
        Show(row, check, _subject, row.Subject, "Subject");
        Show(row, check, _text, row.Text, "text");
        Show(row, check, _html, row.Html, "html");
        foreach (var header in row.Headers ?? [])
        {
            check.Piece(row, "header", header);
        }
    }

    private static void Show(in GuardRow row, IGuardCheck check, TemplateText text, string whole, string part)
    {
        for (var i = 0; i < text.Pieces.Count; i++)
        {
            var (from, to) = text.Pieces[i];
            check.Piece(row, part, whole.AsSpan(from, to - from));
        }
    }
}
