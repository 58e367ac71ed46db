using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>stream create</c>: drafts an endless campaign, whose recipients are sent to one by one.</summary>
internal static class StreamCreateCommand
{
    public static Command Create()
    {
        var stream = Inputs.Stream();
        var settings = new SettingsOptions(isStream: true);
        return Verb.OnSilo(
            "create",
            "Drafts a stream, or changes its draft; it is checked, submitted, approved and started as a campaign is.",
            "campaign.draft",
            async (context, cancellation) =>
            {
                var key = Inputs.StreamKey(context.Get(stream));
                if (await settings.DraftAsync(context, key, cancellation) is null)
                {
                    return CommandRun.Failed;
                }

                return Print(context.Output, key);
            },
            [stream, .. settings.Symbols]);
    }

    private static int Print(Output output, string key)
    {
        if (output.IsJson)
        {
            output.Json(
                new CreatedView(key, nameof(CampaignPhase.Draft), 0, 0, 0, null, null, null),
                OutputJson.Shared.CreatedView);
        }
        else
        {
            output.Line($"{key} is drafted. Next: orleansmail campaign check {key}");
        }

        return CommandRun.Done;
    }
}
