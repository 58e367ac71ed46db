using System.Text;
using Microsoft.Extensions.Options;
using OrleansMail.Campaigns;
using OrleansMail.Guard;
using OrleansMail.Recipients;

namespace BackendService;

/// <summary>Prepares a campaign up to the point where a person must say yes, and starts one that has its yes.</summary>
public sealed class Newsletter(IGrainFactory grains, IOptions<MailOptions> options, Repeating repeating)
{
    /// <summary>The most that the audience takes in one call.</summary>
    private const int ChunkRows = 1_000;

    private static readonly string[] Columns = ["name"];

    private static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Join("\r\n",
        "Subject: Welcome, {{ name }}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        "Dear {{ name }},",
        "",
        "welcome to our shop.",
        ""));

    /// <summary>Draft, import, check, submit: the first refusal ends it and is the answer.</summary>
    public async Task<CampaignAnswer> PrepareAsync(
        IReadOnlyCollection<(string Address, string Name)> customers, CancellationToken cancellation)
    {
        var id = options.Value.Campaign;
        var campaign = grains.GetGrain<ICampaignGrain>(id);
        var settings = new CampaignSettings(
            options.Value.From,
            InDoubt.Hold,
            IsStream: false,
            HoldFor: TimeSpan.FromSeconds(10),
            TimeToLive: TimeSpan.FromHours(72),
            // Without a way to unsubscribe the guard blocks a campaign; the domain can have one for all of its campaigns.
            UnsubscribeUrl: "https://unsubscribe.example.com/u/{token}",
            UnsubscribeMailto: null,
            ReturnPath: null);
        var drafted = await repeating.UntilAnsweredAsync(
            () => campaign.DraftAsync(settings, Content), cancellation);
        if (!drafted.Done)
        {
            return drafted;
        }

        if (await ImportAsync(id, customers, cancellation) is { } refused)
        {
            return drafted with { Refusal = refused };
        }

        var check = await repeating.UntilAnsweredAsync(campaign.CheckAsync, cancellation);
        if (check.Refusal is not null || check.Report is { Blocks: true })
        {
            return new CampaignAnswer(
                check.Refusal ?? new Refusal("guard", "the guard blocks it; `campaign check` shows why"), check.Status);
        }

        // Whoever approves sees each of these with the reason, and has to accept it too.
        var review = grains.GetGrain<ICampaignReviewGrain>(id);
        foreach (var warning in check.Report!.Findings.Where(finding => finding.Level == GuardLevel.Warn))
        {
            var accepted = await repeating.UntilAnsweredAsync(
                () => review.AcceptAsync(warning.Key, "Known when the template was written."), cancellation);
            if (!accepted.Done)
            {
                return accepted;
            }
        }

        // From here on a person takes over: reads the hash and approves it. This service cannot.
        return await repeating.UntilAnsweredAsync(campaign.SubmitAsync, cancellation);
    }

    /// <summary>Starts a campaign; refused unless a person has approved exactly what is stored.</summary>
    public Task<CampaignAnswer> StartAsync(string id, CancellationToken cancellation)
    {
        var campaign = grains.GetGrain<ICampaignGrain>(id);
        return repeating.UntilAnsweredAsync(
            campaign.StartAsync, cancellation);
    }

    /// <summary>All rows or none: a row that is bad drops the import.</summary>
    private async Task<Refusal?> ImportAsync(
        string id, IReadOnlyCollection<(string Address, string Name)> customers, CancellationToken cancellation)
    {
        var audience = grains.GetGrain<IAudienceGrain>(id);
        var import = Guid.NewGuid();
        var begun = await repeating.UntilAnsweredAsync(() => audience.BeginAsync(import, Columns), cancellation);
        if (begun.Refusal is not null)
        {
            return begun.Refusal;
        }

        var rows = customers.Select(
            (customer, index) => new RecipientRow(index + 1, customer.Address, [customer.Name]));
        foreach (var (chunk, part) in rows.Chunk(ChunkRows).Index())
        {
            var added = await repeating.UntilAnsweredAsync(
                () => audience.AppendAsync(import, chunk, part), cancellation);
            var bad = Array.Find(added.Faults, fault => !fault.Duplicate);
            if (added.Refusal is not null || bad is not null)
            {
                await audience.AbortAsync(import);
                return added.Refusal ?? new Refusal("bad-row", $"row {bad!.Line}: {bad.Reason}");
            }
        }

        return (await repeating.UntilAnsweredAsync(
            () => audience.CommitAsync(import), cancellation)).Refusal;
    }
}
