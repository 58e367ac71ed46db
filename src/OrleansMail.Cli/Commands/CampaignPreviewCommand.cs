using System.CommandLine;
using OrleansMail.Guard;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>campaign preview</c>: shows finished mails.</summary>
internal static class CampaignPreviewCommand
{
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
            PreviewPrint.Show(context.Output, mail, reason, PreviewPrint.Whole);
        }

        return CommandRun.Done;
    }
}
