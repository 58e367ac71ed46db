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
        LoginCommand.Create(),
        LogoutCommand.Create(),
        WhoAmICommand.Create(),
        PasswordCommand.Create(),
        Verb.Group(
            "factor", "Your second factor", FactorAddCommand.Create(), FactorProveCommand.Create(), FactorRecoveryCommand.Create()),
        Verb.Group("session", "Your sessions", SessionListCommand.Create(), SessionEndCommand.Create()),
        Users(),
        Verb.Group("role", "Named sets of rights, and where they count", RoleListCommand.Create(), RoleAllowCommand.Create()),
        Emergencies(),
        Keys(),
        Domains(),
        Egress(),
        Campaigns(),
        Verb.Group(
            "deputy",
            "Who approves in whose place",
            DeputyNameCommand.Create(),
            DeputyNameCommand.CreateEnd(),
            DeputyListCommand.Create()),
        Verb.Group("stream", "Endless campaigns for transactional mail", StreamCreateCommand.Create()),
        SendCommand.Create(),
        TraceCommand.Create(),
        EmergencyStopCommand.Create(),
        Incidents(),
        Suppressions(),
        Audit(),
        Seals(),
        Verb.Group(
            "cluster",
            "The silos that are one engine",
            ClusterStatusCommand.Create(),
            ClusterDrainCommand.Create(),
            ClusterCertificatesCommand.Create()),
        Verb.Group(
            "database", "PostgreSQL instead of the data folder", DatabaseScriptCommand.Create(), DatabaseMoveCommand.Create()),
        SinkCommand.Create(),
        SiloCommand.Create(),
        DemoCommand.Create(),
    };

    private static Command Users() => Verb.Group(
        "user",
        "People and their rights",
        UserAddCommand.Create(),
        UserInviteCommand.Create(),
        UserGrantCommand.CreateGrant(),
        UserGrantCommand.CreateRevoke(),
        UserDisableCommand.CreateDisable(),
        UserDisableCommand.CreateEnable(),
        UserAllowCommand.Create(),
        UserShowCommand.Create(),
        UserListCommand.Create());

    private static Command Emergencies() => Verb.Group(
        "emergency",
        "Sealed accounts that two people open when nobody can sign in",
        EmergencySealCommand.Create(),
        EmergencyOpenCommand.Create(),
        EmergencyReviewCommand.Create(),
        EmergencyListCommand.Create());

    private static Command Keys() => Verb.Group(
        "key",
        "API keys of services",
        KeyAddCommand.Create(),
        KeyRotateCommand.Create(),
        KeyRevokeCommand.Create(),
        KeyListCommand.Create());

    private static Command Domains() => Verb.Group(
        "domain",
        "Sending domains and their keys",
        DomainAddCommand.Create(),
        DomainShowCommand.Create(),
        DomainListCommand.Create(),
        DomainCheckCommand.Create(),
        DomainRotateDkimCommand.Create(),
        DomainRulesCommand.Create(),
        DomainRetentionCommand.Create());

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
        CampaignPreviewCommand.Create(),
        CampaignSubmitCommand.Create(),
        CampaignReviewCommand.Create(),
        CampaignAcceptCommand.Create(),
        CampaignApproveCommand.Create(),
        CampaignWithdrawCommand.Create(),
        CampaignRejectCommand.Create(),
        CampaignStartCommand.Create(),
        CampaignResumeCommand.Create(),
        CampaignStopCommand.CreatePause(),
        CampaignStopCommand.CreateCancel(),
        CampaignStatusCommand.Create(),
        CampaignWatchCommand.Create(),
        CampaignOutcomesCommand.Create(),
        CampaignExportCommand.Create(),
        CampaignExportReleaseCommand.Create(),
        CampaignExportReleaseCommand.CreateList(),
        CampaignForgetCommand.Create(),
        CampaignListCommand.Create());

    private static Command Incidents() => Verb.Group(
        "incident",
        "Files of what went wrong, for reports and deadlines",
        IncidentCreateCommand.Create(),
        IncidentListCommand.CreateList(),
        IncidentListCommand.CreateShow(),
        IncidentTimelineCommand.Create(),
        IncidentListCommand.CreateDone());

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

    private static Command Audit() => Verb.Group(
        "audit",
        "Who did what, when, from where, and proof that nobody changed it afterwards",
        AuditListCommand.Create(),
        AuditVerifyCommand.Create(),
        AuditExportCommand.Create(),
        AuditInsightsCommand.Create());
}
