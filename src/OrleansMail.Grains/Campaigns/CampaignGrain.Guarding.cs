using OrleansMail.Guard;

namespace OrleansMail.Campaigns;

/// <content>What the guard found, what it remembers, and how single mails look.</content>
internal sealed partial class CampaignGrain
{
    public Task<GuardReport?> ReportAsync() => Task.FromResult(guarded.State.Report);

    public async Task<PreviewAnswer> PreviewAsync(long row)
    {
        if (State.Settings is not { } settings)
        {
            return new PreviewAnswer(NotFound(), null);
        }

        if (State.ForgottenAt is { } forgotten)
        {
            return new PreviewAnswer(Forgotten.Refusal(Id, forgotten), null);
        }

        return State.Audience == 0
            ? new PreviewAnswer(
                new Refusal("audience", "There are no recipients yet; import them first.", "recipients"), null)
            : (await guard.PreviewsAsync(await RequestAsync(settings), [row]))[0];
    }

    public Task<GuardMemory> MemoryAsync() =>
        Task.FromResult(new GuardMemory(Id, State.Phase, State.StartedAt, guarded.State.Sketch));

    private async Task<GuardRequest> RequestAsync(CampaignSettings settings) => new(
        Id, settings, await stores.Content.GetAsync(Id) ?? [], State.ContentHash, State.Audience,
        guarded.State.ImportedAt);

    private async Task RememberAsync(GuardAnswer answer)
    {
        guarded.State.Report = answer.Report;
        guarded.State.Sketch = answer.Sketch;
        await guarded.WriteStateAsync();
    }

    /// <summary>A changed campaign has not been checked.</summary>
    private async Task ForgetCheckAsync()
    {
        guarded.State.Report = null;
        guarded.State.Sketch = null;
        await guarded.WriteStateAsync();
    }
}
