using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using OrleansMail.Domains;
using OrleansMail.Outcomes;
using OrleansMail.Storage;
using OrleansMail.Suppression;

namespace OrleansMail.Sealing;

/// <summary>What somebody does to the database of a folder, and what comes of it.</summary>
public abstract class SealedStoreTests(StorageKind kind) : StoreTests(kind)
{
    private static readonly GrainId DomainGrain = GrainId.Create("sending-domain", "sender.test");

    [Fact]
    public async Task A_chunk_in_the_place_of_another_is_not_intact()
    {
        var first = await Trial.AudienceAsync(chunks: 2, campaign: "spring");
        await Trial.Audiences.FactsAsync(first);
        Assert.True(await Trial.Audiences.IsIntactAsync(first));

        // With its hash, so that only the place is wrong.
        Trial.Tamper("UPDATE chunk SET body = other.body, hash = other.hash FROM chunk other "
            + "WHERE other.number = 1 - chunk.number");

        Assert.False((await Trial.Audiences.LoadAsync(first, 0))!.IsIntact);
        Assert.False(await Trial.Audiences.IsIntactAsync(first));
    }

    [Fact]
    public async Task An_outcome_with_a_detail_of_another_row_is_refused_and_named()
    {
        var audience = await Trial.AudienceAsync();
        await Trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, 0));
        await Trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, 1, kind: OutcomeKind.Bounced));
        await Trial.Ledger.FlushAsync();

        Trial.Tamper("UPDATE outcome SET detail = (SELECT detail FROM outcome WHERE row = 1) WHERE row = 0");

        var refusal = await Assert.ThrowsAsync<SealBrokenException>(
            () => Trial.Ledger.OutcomesAsync(audience, -1, 10));
        Assert.Contains("ledger", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SealBrokenException>(() => Trial.Ledger.ChunkAsync(audience, 0));
    }

    [Fact]
    public async Task A_template_that_was_touched_has_no_octets()
    {
        await Trial.Contents.PutAsync("spring", "Subject: Spring\r\n\r\n"u8.ToArray());

        Trial.Tamper("UPDATE content SET body = substr(body, 1, length(body) - 1)");

        Assert.Empty((await Trial.Contents.GetAsync("spring"))!);
    }

    [Fact]
    public async Task A_suppression_under_another_address_is_refused_but_still_suppresses()
    {
        var (one, other) = (StorageTrial.KeyOf("one@x.test"), StorageTrial.KeyOf("other@x.test"));
        await Trial.Suppressions.AddAsync(one, Entry("one@x.test"));
        await Trial.Suppressions.AddAsync(other, Entry("other@x.test"));

        Trial.Tamper($"UPDATE suppression SET body = (SELECT body FROM suppression WHERE key = {Trial.Octets(other)}) "
            + $"WHERE key = {Trial.Octets(one)}");

        await Assert.ThrowsAsync<SealBrokenException>(() => Trial.Suppressions.FindAsync(one));
        Assert.Equal([0], await Trial.Suppressions.FilterAsync([one]));
    }

    [Fact]
    public async Task The_state_of_a_grain_that_was_touched_is_refused_by_its_name()
    {
        var storage = Trial.Services.GetRequiredService<IGrainStorage>();
        var state = new GrainState<SendingDomainState> { State = new SendingDomainState() };
        state.State.Keys.Add(new SigningKey("sender.test", "om1", "a private key"));
        await storage.WriteStateAsync("sending-domain", DomainGrain, state);
        var again = new GrainState<SendingDomainState>();
        await storage.ReadStateAsync("sending-domain", DomainGrain, again);
        Assert.Equal("a private key", Assert.Single(again.State!.Keys).Pem);

        Trial.Tamper("UPDATE grain_state SET body = substr(body, 1, length(body) - 1)");

        var refusal = await Assert.ThrowsAsync<SealBrokenException>(
            () => storage.ReadStateAsync("sending-domain", DomainGrain, again));
        Assert.Contains("sending-domain/sender.test", refusal.Message, StringComparison.Ordinal);
    }

    private static SuppressionEntry Entry(string address) => new(address, "bounce", "550 no", StorageTrial.Noon);
}

public sealed class SqliteSealedStoreTests() : SealedStoreTests(StorageKind.Sqlite);

public sealed class PostgresSealedStoreTests() : SealedStoreTests(StorageKind.Postgres);
