using Microsoft.Extensions.DependencyInjection;
using OrleansMail.Outcomes;
using OrleansMail.Storage;

namespace OrleansMail.Sealing;

public abstract class ForgettingTests(StorageKind kind) : StoreTests(kind)
{
    private IKeyVault Vault => Trial.Services.GetRequiredService<IKeyVault>();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_forgotten_campaign_only_counts_and_hashes_are_left(bool restarted)
    {
        var audience = await SentAsync("spring");
        var kept = await SentAsync("summer");
        var before = (await Trial.Audiences.FactsAsync(audience))!;

        await Vault.ForgetAsync("spring");
        await Vault.ForgetAsync("spring");
        using var folder = new TempFolder();
        using var again = restarted ? Trial.Heir(folder) : null;
        var trial = again ?? Trial;
        var after = (await trial.Audiences.FactsAsync(audience))!;
        Assert.Equal((before.Rows, Convert.ToHexString(before.Root)), (after.Rows, Convert.ToHexString(after.Root)));
        Assert.Equal((2L, 1L), Counts(await trial.Ledger.CountsAsync(audience)));
        Assert.Null(await trial.Contents.GetAsync("spring"));
        Assert.Empty((await trial.Audiences.LoadAsync(audience, 0))!.Rows);

        var outcomes = await trial.Ledger.OutcomesAsync(audience, -1, 100);
        Assert.Equal(10, outcomes.Count);
        Assert.All(outcomes, line => Assert.True(line is { Forgotten: true, Address: "" }));
        Assert.Equal([OutcomeKind.Delivered, OutcomeKind.Delivered, OutcomeKind.Bounced],
            outcomes.Select(line => line.Entry?.Kind).OfType<OutcomeKind>());
        Assert.All(outcomes, line => Assert.Equal("", line.Entry?.Text ?? ""));

        var trace = await trial.Ledger.TraceAsync(StorageTrial.KeyOf("r0@example.test"));
        Assert.Equal(
            [("summer", false, "r0@example.test"), ("spring", true, "")],
            trace.Select(line => (line.Campaign, line.Forgotten, line.Address)));
        Assert.True((await trial.Audiences.LoadAsync(kept, 0))!.IsIntact);
        Assert.NotNull(await trial.Contents.GetAsync("summer"));
    }

    [Fact]
    public async Task A_forgotten_campaign_gets_no_new_key_and_an_outcome_that_comes_late_no_detail()
    {
        var audience = await SentAsync("spring");
        await Vault.ForgetAsync("spring");

        await Trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, 5));
        await Trial.Ledger.FlushAsync();

        Assert.Equal((3L, 1L), Counts(await Trial.Ledger.CountsAsync(audience)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Trial.Contents.PutAsync("spring", [1]));
        var late = (await Trial.Ledger.OutcomesAsync(audience, 4, 1))[0];
        Assert.Equal((OutcomeKind.Delivered, true), (late.Entry!.Kind, late.Forgotten));
    }

    [Fact]
    public async Task A_campaign_without_a_key_can_be_forgotten_too()
    {
        await Vault.ForgetAsync("never-written");

        Assert.Equal(1, (await Vault.StatusAsync()).Forgotten);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Trial.Contents.PutAsync("never-written", [1]));
    }

    private async Task<long> SentAsync(string campaign)
    {
        await Trial.Contents.PutAsync(campaign, "Subject: Spring\r\n\r\n"u8.ToArray());
        var audience = await Trial.AudienceAsync(campaign: campaign);
        await Trial.Audiences.FactsAsync(audience);
        await Trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, 0));
        await Trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, 1));
        await Trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, 2, kind: OutcomeKind.Bounced));
        await Trial.Ledger.FlushAsync();
        return audience;
    }

    private static (long Delivered, long Bounced) Counts(Ledger.OutcomeCounts counts) =>
        (counts.Delivered, counts.Bounced);
}

public sealed class SqliteForgettingTests() : ForgettingTests(StorageKind.Sqlite);

public sealed class PostgresForgettingTests() : ForgettingTests(StorageKind.Postgres);
