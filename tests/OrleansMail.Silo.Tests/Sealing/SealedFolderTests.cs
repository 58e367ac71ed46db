using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using OrleansMail.Domains;
using OrleansMail.Outcomes;
using OrleansMail.Storage;
using OrleansMail.Suppression;

namespace OrleansMail.Sealing;

/// <summary>What somebody does to the database of a folder, and what comes of it.</summary>
public sealed class SealedFolderTests : IDisposable
{
    private static readonly GrainId DomainGrain = GrainId.Create("sending-domain", "sender.test");

    private readonly StorageTrial _trial = new();

    public void Dispose() => _trial.Dispose();

    [Fact]
    public async Task A_chunk_in_the_place_of_another_is_not_intact()
    {
        var first = await _trial.AudienceAsync(chunks: 2, campaign: "spring");
        await _trial.Audiences.FactsAsync(first);
        Assert.True(await _trial.Audiences.IsIntactAsync(first));

        // With its hash, so that only the place is wrong.
        _trial.Tamper("UPDATE chunk SET body = other.body, hash = other.hash FROM chunk other "
            + "WHERE other.number = 1 - chunk.number");

        Assert.False((await _trial.Audiences.LoadAsync(first, 0))!.IsIntact);
        Assert.False(await _trial.Audiences.IsIntactAsync(first));
    }

    [Fact]
    public async Task An_outcome_with_a_detail_of_another_row_is_refused_and_named()
    {
        var audience = await _trial.AudienceAsync();
        await _trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, 0));
        await _trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, 1, kind: OutcomeKind.Bounced));
        await _trial.Ledger.FlushAsync();

        _trial.Tamper("UPDATE outcome SET detail = (SELECT detail FROM outcome WHERE row = 1) WHERE row = 0");

        var refusal = await Assert.ThrowsAsync<SealBrokenException>(
            () => _trial.Ledger.OutcomesAsync(audience, -1, 10));
        Assert.Contains("ledger", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SealBrokenException>(() => _trial.Ledger.ChunkAsync(audience, 0));
    }

    [Fact]
    public async Task A_template_that_was_touched_has_no_octets()
    {
        await _trial.Contents.PutAsync("spring", "Subject: Spring\r\n\r\n"u8.ToArray());

        _trial.Tamper("UPDATE content SET body = substr(body, 1, length(body) - 1)");

        Assert.Empty((await _trial.Contents.GetAsync("spring"))!);
    }

    [Fact]
    public async Task A_suppression_under_another_address_is_refused_but_still_suppresses()
    {
        var (one, other) = (StorageTrial.KeyOf("one@x.test"), StorageTrial.KeyOf("other@x.test"));
        await _trial.Suppressions.AddAsync(one, Entry("one@x.test"));
        await _trial.Suppressions.AddAsync(other, Entry("other@x.test"));

        _trial.Tamper($"UPDATE suppression SET body = (SELECT body FROM suppression WHERE key = x'{Hex(other)}') "
            + $"WHERE key = x'{Hex(one)}'");

        await Assert.ThrowsAsync<SealBrokenException>(() => _trial.Suppressions.FindAsync(one));
        Assert.Equal([0], await _trial.Suppressions.FilterAsync([one]));
    }

    [Fact]
    public async Task The_state_of_a_grain_that_was_touched_is_refused_by_its_name()
    {
        var storage = _trial.Services.GetRequiredService<IGrainStorage>();
        var state = new GrainState<SendingDomainState> { State = new SendingDomainState() };
        state.State.Keys.Add(new SigningKey("sender.test", "om1", "a private key"));
        await storage.WriteStateAsync("sending-domain", DomainGrain, state);
        var again = new GrainState<SendingDomainState>();
        await storage.ReadStateAsync("sending-domain", DomainGrain, again);
        Assert.Equal("a private key", Assert.Single(again.State!.Keys).Pem);

        _trial.Tamper("UPDATE grain_state SET body = substr(body, 1, length(body) - 1)");

        var refusal = await Assert.ThrowsAsync<SealBrokenException>(
            () => storage.ReadStateAsync("sending-domain", DomainGrain, again));
        Assert.Contains("sending-domain/sender.test", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guesses_of_values_and_idempotency_keys_meet_no_plain_hash()
    {
        var stream = await _trial.Audiences.OpenAsync("shop.test/orders", ["name"], isStream: true);
        var row = StorageTrial.Row("a@b.test", 0, "Yuki Tanaka");
        var body = System.Security.Cryptography.SHA256.HashData("Yuki Tanaka"u8);
        await _trial.Audiences.AppendAsync(stream, "order-4711", body, row, StorageTrial.Noon);

        var search = new OctetSearch();
        search.Add("order-4711");
        search.Add("Yuki Tanaka");
        search.Add(body, "the plain hash of the body");

        Assert.Equal([], search.Find(_trial.Data));
    }

    private static SuppressionEntry Entry(string address) => new(address, "bounce", "550 no", StorageTrial.Noon);

    private static string Hex(byte[] octets) => Convert.ToHexString(octets);
}
