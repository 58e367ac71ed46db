using System.Globalization;

namespace OrleansMail.Campaigns;

/// <content>What comes next instead of what was refused, by where the campaign stands.</content>
internal sealed partial class CampaignGrain
{
    private string BeforeStart() => State.Phase switch
    {
        CampaignPhase.Draft => $"First its author checks and submits it, with `orleansmail campaign check {Id}`.",
        CampaignPhase.Checked => $"First its author submits it, with `orleansmail campaign submit {Id}`.",
        CampaignPhase.Submitted => string.Create(
            CultureInfo.InvariantCulture,
            $"It has {HeldApprovals.Of(State, clock.GetUtcNow()).Count} of {State.Quorum?.Needed ?? 1} approvals; the next approver "
            + $"begins with `orleansmail campaign review {Id}`."),
        CampaignPhase.Paused => $"It was started before: `orleansmail campaign resume {Id}`.",
        _ => "What has ended is not started again; draft another campaign.",
    };

    private string BeforeResume() => State.Phase switch
    {
        CampaignPhase.Approved => $"It has not been started: `orleansmail campaign start {Id}`.",
        CampaignPhase.Held => "It goes on by itself when the undo window is over.",
        CampaignPhase.Draft or CampaignPhase.Checked or CampaignPhase.Submitted => BeforeStart(),
        _ => "What has ended does not go on; draft another campaign.",
    };

    private string InsteadOfApproval() => State.Phase switch
    {
        CampaignPhase.Approved => $"It has all the approvals that it takes; an operator goes on with `orleansmail campaign start {Id}`.",
        CampaignPhase.Held or CampaignPhase.Sending =>
            $"It was approved before; whoever sees that it is wrong stops it: `orleansmail stop {Id} --reason TEXT`.",
        _ => "Only a submitted campaign is approved.",
    };
}
