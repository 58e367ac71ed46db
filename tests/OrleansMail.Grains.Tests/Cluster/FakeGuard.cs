using OrleansMail.Campaigns;
using OrleansMail.Guard;

namespace OrleansMail.Cluster;

/// <summary>A guard that finds what the test says, nothing by default.</summary>
internal sealed class FakeGuard : ICampaignGuard
{
    public GuardFinding[] Findings { get; set; } = [];

    public Task<(Refusal? Refusal, GuardReport? Report)> RunAsync(
        CampaignSettings settings, byte[] content, long audience) =>
        Task.FromResult<(Refusal?, GuardReport?)>((null, new GuardReport(Findings, 1, DateTimeOffset.UnixEpoch)));
}
