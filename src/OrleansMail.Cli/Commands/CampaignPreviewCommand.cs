using System.CommandLine;
using OrleansMail.Guard;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>campaign preview</c>: shows finished mails.</summary>
internal static class CampaignPreviewCommand
{
    /// <summary>Characters of each part that a terminal shows; JSON has all that the silo gives.</summary>
    private const int Shown = 2_000;

    public static Command Create()
    {
        var id = Inputs.Campaign();
        var row = new Option<long?>("--row")
        {
            HelpName = "N",
            Description = "The line in the recipients file; without it, the rows that the last check chose",
        };
        return Verb.OnSilo(
            "preview",
            "Shows the mails that recipients would get: sender, receiver, subject, text, start of the HTML, attachments. "
            + "JSON: one mail a line.",
            "recipients.read",
            async (context, _) =>
            {
                var campaign = context.Grains.GetGrain<ICampaignGuardGrain>(context.Get(id));
                if (context.Get(row) is { } wanted)
                {
                    return await ShowAsync(context, campaign, new GuardPreview(wanted, ""));
                }

                if (await campaign.ReportAsync() is not { Previews.Length: > 0 } report)
                {
                    return context.Output.Fail(
                        "not-checked",
                        $"nothing was checked since the last change; `orleansmail campaign check {context.Get(id)}`, or "
                        + "name a line with --row",
                        "row");
                }

                foreach (var preview in report.Previews)
                {
                    if (await ShowAsync(context, campaign, preview) != CommandRun.Done)
                    {
                        return CommandRun.Failed;
                    }
                }

                return CommandRun.Done;
            },
            id,
            row);
    }

    private static async Task<int> ShowAsync(CommandContext context, ICampaignGuardGrain campaign, GuardPreview preview)
    {
        var answer = await Repeat.OnTimeoutAsync(() => campaign.PreviewAsync(preview.Row));
        if (answer.Preview is not { } mail)
        {
            return context.Output.Refuse(answer.Refusal!);
        }

        var reason = preview.Reason.Length == 0 ? null : preview.Reason;
        if (context.Output.IsJson)
        {
            context.Output.Json(PreviewView.Of(mail, reason), OutputJson.Shared.PreviewView);
        }
        else
        {
            Print(context.Output, mail, reason);
        }

        return CommandRun.Done;
    }

    private static void Print(Output output, MailPreview mail, string? reason)
    {
        output.Line($"--- row {mail.Row}{(reason is null ? "" : $": {reason}")}");
        output.Line($"From: {mail.Sender}");
        output.Line($"To: {mail.To}");
        output.Line($"Subject: {mail.Subject}");
        foreach (var file in mail.Attachments)
        {
            output.Line($"Attachment: {file.Name} ({file.ContentType}, {Plain.Count(file.Bytes)} octets)");
        }

        Part(output, mail.Text);
        Part(output, mail.Html);
    }

    private static void Part(Output output, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        output.Line("");
        foreach (var line in text[..Math.Min(text.Length, Shown)].ReplaceLineEndings("\n").Split('\n'))
        {
            output.Line(line);
        }

        if (text.Length > Shown)
        {
            output.Line($"… {Plain.Count(text.Length - Shown)} more characters");
        }
    }
}
