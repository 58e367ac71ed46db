using OrleansMail.Guard;

namespace OrleansMail.Views;

/// <summary>One recipient's mail as JSON.</summary>
internal sealed record PreviewView(
    long Row, string? Reason, string From, string To, string Subject, string Text, string Html, bool IsCut,
    PreviewFileView[] Attachments)
{
    public static PreviewView Of(MailPreview mail, string? reason) => new(
        mail.Row, reason, mail.Sender, mail.To, mail.Subject, mail.Text, mail.Html, mail.IsCut,
        Array.ConvertAll(mail.Attachments, file => new PreviewFileView(file.Name, file.ContentType, file.Bytes)));
}
