using System.CommandLine;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary>All commands of the program.</summary>
internal static class CommandTree
{
    public static RootCommand Create() => new("Sends mail: campaigns, streams, and proof of what became of each one.")
    {
        GlobalOptions.Data,
        GlobalOptions.Json,
        GlobalOptions.As,
        Domains(),
        Egress(),
        Campaigns(),
        Verb.Group("stream", "Endless campaigns for transactional mail", StreamCreateCommand.Create()),
        SendCommand.Create(),
        TraceCommand.Create(),
        Suppressions(),
        Seals(),
        SinkCommand.Create(),
        SiloCommand.Create(),
        DemoCommand.Create(),
    };

    private static Command Domains() => Verb.Group(
        "domain",
        "Sending domains and their keys",
        DomainAddCommand.Create(),
        DomainShowCommand.Create(),
        DomainListCommand.Create(),
        DomainCheckCommand.Create(),
        DomainRotateDkimCommand.Create());

    private static Command Egress() => Verb.Group(
        "ip",
        "Addresses to send from",
        EgressAddCommand.Create(),
        EgressShowCommand.Create(),
        EgressListCommand.Create(),
        EgressPauseCommand.CreatePause(),
        EgressPauseCommand.CreateResume());

    private static Command Campaigns() => Verb.Group(
        "campaign",
        "Campaigns, from draft to report",
        CampaignCreateCommand.Create(),
        CampaignCheckCommand.Create(),
        CampaignSubmitCommand.Create(),
        CampaignApproveCommand.Create(),
        CampaignRejectCommand.Create(),
        CampaignStartCommand.Create(),
        CampaignResumeCommand.Create(),
        CampaignStopCommand.CreatePause(),
        CampaignStopCommand.CreateCancel(),
        CampaignStatusCommand.Create(),
        CampaignWatchCommand.Create(),
        CampaignOutcomesCommand.Create(),
        CampaignForgetCommand.Create(),
        CampaignListCommand.Create());

    private static Command Seals() => Verb.Group(
        "seal",
        "The keys that stored data is sealed with",
        SealStatusCommand.Create(),
        SealRotateCommand.Create(),
        SealNewKeyCommand.Create());

    private static Command Suppressions() => Verb.Group(
        "suppression",
        "Addresses that get no mail",
        SuppressionAddCommand.Create(),
        SuppressionRemoveCommand.Create(),
        SuppressionCheckCommand.Create(),
        SuppressionListCommand.Create(),
        SuppressionImportCommand.Create());
}
