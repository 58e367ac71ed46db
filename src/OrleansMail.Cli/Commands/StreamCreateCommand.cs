using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Recipients;
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
        var columns = Inputs.Text("--columns", "A,B,C", "Names of the merge fields that each message brings");
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

                var names = (context.Get(columns) ?? "").Split(
                    ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                return await SetColumnsAsync(context, key, names) is { } refusal
                    ? context.Output.Refuse(refusal)
                    : Print(context.Output, key);
            },
            [stream, .. settings.Symbols, columns]);
    }

    /// <summary>A stream begins as an audience with columns and no rows.</summary>
    private static async Task<Refusal?> SetColumnsAsync(CommandContext context, string key, string[] columns)
    {
        var audience = context.Grains.GetGrain<IAudienceGrain>(key);
        var import = Guid.NewGuid();
        var begun = await Repeat.OnTimeoutAsync(() => audience.BeginAsync(import, columns));
        return begun.Refusal
            ?? (await Repeat.OnTimeoutAsync(() => audience.CommitAsync(import, context.Caller))).Refusal;
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
