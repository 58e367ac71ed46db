using OrleansMail.People;

namespace OrleansMail.Campaigns;

/// <summary>Asks the accounts of those who approved.</summary>
internal sealed class Approvers(IGrainFactory grains) : IApprovers
{
    public async Task<bool> MayStillAsync(Approval given, string domain) =>
        await IsOpenAsync(given.By) && await HasRightAsync(given.Right, domain);

    // Accounts are disabled and never removed. Who has none calls from the silo's own process, and has lost nothing.
    private async Task<bool> IsOpenAsync(string name) =>
        await grains.GetGrain<IUserGrain>(name).ShowAsync() is not { Disabled: true };

    private async Task<bool> HasRightAsync(string name, string domain)
    {
        var person = grains.GetGrain<IUserGrain>(name);
        return await person.ShowAsync() is null
            || Array.Exists(await person.GrantsAsync(), grant => grant.Covers(Right.CampaignApprove, domain));
    }
}
