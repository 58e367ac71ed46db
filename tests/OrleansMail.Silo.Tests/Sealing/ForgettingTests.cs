using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using OrleansMail.Outcomes;
using OrleansMail.Storage;

namespace OrleansMail.Sealing;

public sealed class ForgettingTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StorageTrial _trial;

    public ForgettingTests() => _trial = new StorageTrial(_folder.New("data"));

    private IKeyVault Vault => _trial.Services.GetRequiredService<IKeyVault>();

    public void Dispose()
    {
        _trial.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_forgotten_campaign_only_counts_and_hashes_are_left(bool restarted)
    {
        var audience = await SentAsync("spring");
        var kept = await SentAsync("summer");
        var before = (await _trial.Audiences.FactsAsync(audience))!;

        await Vault.ForgetAsync("spring");
        await Vault.ForgetAsync("spring");
        if (restarted)
        {
            _trial.Dispose();
        }

        using var again = restarted ? new StorageTrial(_trial.Data) : null;
        var trial = again ?? _trial;
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
    public async Task No_copy_of_the_key_is_left_in_any_file()
    {
        // Enough of them that the table has many pages, and the key stands in the middle.
        for (var number = 0; number < 200; number++)
        {
            await _trial.Contents.PutAsync($"campaign-{number}", [1]);
        }

        var wrapped = WrappedKey("campaign:campaign-77");
        var search = new OctetSearch();
        search.Add(wrapped, "the wrapped key");
        search.Add(wrapped[^32..], "its end");
        Assert.NotEmpty(search.Find(_trial.Data));

        await Vault.ForgetAsync("campaign-77");

        Assert.Equal([], search.Find(_trial.Data));
        Assert.NotNull(await _trial.Contents.GetAsync("campaign-76"));
        Assert.NotNull(await _trial.Contents.GetAsync("campaign-78"));
    }

    [Fact]
    public async Task A_forgotten_campaign_gets_no_new_key_and_an_outcome_that_comes_late_no_detail()
    {
        var audience = await SentAsync("spring");
        await Vault.ForgetAsync("spring");

        await _trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, 5));
        await _trial.Ledger.FlushAsync();

        Assert.Equal((3L, 1L), Counts(await _trial.Ledger.CountsAsync(audience)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _trial.Contents.PutAsync("spring", [1]));
        var late = (await _trial.Ledger.OutcomesAsync(audience, 4, 1))[0];
        Assert.Equal((OutcomeKind.Delivered, true), (late.Entry!.Kind, late.Forgotten));
    }

    [Fact]
    public async Task A_campaign_without_a_key_can_be_forgotten_too()
    {
        await Vault.ForgetAsync("never-written");

        Assert.Equal(1, (await Vault.StatusAsync()).Forgotten);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _trial.Contents.PutAsync("never-written", [1]));
    }

    private async Task<long> SentAsync(string campaign)
    {
        await _trial.Contents.PutAsync(campaign, "Subject: Spring\r\n\r\n"u8.ToArray());
        var audience = await _trial.AudienceAsync(campaign: campaign);
        await _trial.Audiences.FactsAsync(audience);
        await _trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, 0));
        await _trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, 1));
        await _trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, 2, kind: OutcomeKind.Bounced));
        await _trial.Ledger.FlushAsync();
        return audience;
    }

    private byte[] WrappedKey(string scope)
    {
        var path = Path.Combine(_trial.Data, SqliteDatabase.FileName);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT wrapped FROM data_key WHERE scope = $scope";
        command.Parameters.AddWithValue("$scope", scope);
        return (byte[])command.ExecuteScalar()!;
    }

    private static (long Delivered, long Bounced) Counts(Ledger.OutcomeCounts counts) =>
        (counts.Delivered, counts.Bounced);
}
