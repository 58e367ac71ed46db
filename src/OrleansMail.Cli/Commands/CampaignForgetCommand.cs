using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Terminal;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>campaign forget</c>: makes what a campaign held unreadable for good.</summary>
internal static class CampaignForgetCommand
{
    public static Command Create()
    {
        var id = Inputs.Campaign();
        var yes = new Option<bool>("--yes") { Description = "Do not ask; nothing brings the data back" };
        return Verb.OnSilo(
            "forget",
            "Destroys the key of a campaign that has ended: nobody reads its recipients, content and replies any more. "
            + "Counts, hashes and states stay.",
            "domain.manage",
            async (context, cancellation) =>
            {
                var name = context.Get(id);
                if (!context.Get(yes) && !await IsMeantAsync(context.Output, name, cancellation))
                {
                    return context.Output.Fail(
                        "confirm", "nothing was forgotten; type the campaign's id when asked, or give --yes", "yes");
                }

                var operation = Guid.NewGuid();
                var campaign = context.Campaign(name);
                var answer = await Repeat.OnTimeoutAsync(() => campaign.ForgetAsync(operation));
                return CampaignPrint.Answer(context, answer, status =>
                    $"{status.Id} is forgotten: its counts are left, and nothing of its {Plain.Count(status.Recipients)} "
                    + $"recipients. {Copies(status)}Backups from before still hold the key: let them go too");
            },
            id, yes);
    }

    private static string Copies(CampaignStatus status) => status.KeyRemains is not { } why
        ? ""
        : $"The key is destroyed, but a copy of it stays in the file of the database: {why}. The silos go on until it is "
            + $"gone; `campaign status {status.Id}` says so, and the audit trail has an entry then. ";

    /// <summary>Asks a person to type the id; a program is not asked.</summary>
    private static async Task<bool> IsMeantAsync(Output output, string id, CancellationToken cancellation)
    {
        if (!output.IsLive)
        {
            return false;
        }

        var prompt = new TextPrompt<string>("Nothing brings the data back. Type the campaign's id to forget it:").AllowEmpty();
        return await output.Console.PromptAsync(prompt, cancellation) == id;
    }
}
