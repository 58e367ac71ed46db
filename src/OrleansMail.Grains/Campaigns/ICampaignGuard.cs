using OrleansMail.Guard;

namespace OrleansMail.Campaigns;

/// <summary>Runs the guard's rules over a whole audience, off the grain's turns.</summary>
public interface ICampaignGuard
{
    /// <summary>The report, or a refusal when the content cannot be read or a field is unknown.</summary>
    Task<(Refusal? Refusal, GuardReport? Report)> RunAsync(CampaignSettings settings, byte[] content, long audience);
}
