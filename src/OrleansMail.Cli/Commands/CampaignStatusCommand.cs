using System.CommandLine;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>campaign status</c>: where a campaign stands.</summary>
internal static class CampaignStatusCommand
{
    public static Command Create()
    {
        var id = Inputs.Campaign();
        return Verb.OnSilo(
            "status",
            "Shows where a campaign stands.",
            "campaign.read",
            async (context, _) =>
            {
                var name = context.Get(id);
                if (await context.Campaign(name).StatusAsync() is not { } status)
                {
                    return CampaignPrint.Missing(context, name);
                }

                CampaignPrint.Status(context.Output, status);
                return CommandRun.Done;
            },
            id);
    }
}
