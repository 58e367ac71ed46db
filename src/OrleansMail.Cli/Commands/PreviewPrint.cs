using OrleansMail.Guard;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary>Prints a finished mail for people to look at.</summary>
internal static class PreviewPrint
{
    /// <summary>Characters of each part that a terminal shows; JSON has all that the silo gives.</summary>
    public const int Whole = 2_000;

    /// <param name="reason">Why it is shown; null if it was asked for.</param>
    /// <param name="most">Characters of each part to show.</param>
    public static void Show(Output output, MailPreview mail, string? reason, int most)
    {
        var row = mail.Row == MailPreview.NoRow ? null : $"row {mail.Row}";
        output.Line($"--- {string.Join(": ", new[] { row, reason }.OfType<string>())}");
        output.Line($"From: {mail.Sender}");
        output.Line($"To: {mail.To}");
        output.Line($"Subject: {mail.Subject}");
        foreach (var file in mail.Attachments)
        {
            output.Line($"Attachment: {file.Name} ({file.ContentType}, {Plain.Count(file.Bytes)} octets)");
        }

        Part(output, mail.Text, most);
        Part(output, mail.Html, most);
    }

    private static void Part(Output output, string text, int most)
    {
        if (text.Length == 0)
        {
            return;
        }

        output.Line("");
        foreach (var line in text[..Math.Min(text.Length, most)].ReplaceLineEndings("\n").Split('\n'))
        {
            output.Line(line);
        }

        if (text.Length > most)
        {
            output.Line($"… {Plain.Count(text.Length - most)} more characters, which --json shows");
        }
    }
}
