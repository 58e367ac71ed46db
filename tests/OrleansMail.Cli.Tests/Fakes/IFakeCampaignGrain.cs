using OrleansMail.Campaigns;

namespace OrleansMail.Fakes;

/// <summary>The side of a fake campaign that tests talk to.</summary>
[Alias("fake.IFakeCampaignGrain")]
public interface IFakeCampaignGrain : ICampaignGrain
{
    [Alias("Set")]
    Task SetAsync(CampaignStatus status);
}
