using OrleansMail.Audit;
using OrleansMail.Cluster;
using OrleansMail.Dkim;

namespace OrleansMail.Domains;

[Collection(ClusterTests.Name)]
public sealed class DkimRotationTests : IAsyncLifetime
{
    private readonly ClusterFixture _cluster;
    private readonly ISendingDomainGrain _domain;
    private readonly string _name = $"d{Guid.NewGuid():N}.test";

    public DkimRotationTests(ClusterFixture cluster)
    {
        _cluster = cluster;
        _domain = cluster.Grains.GetGrain<ISendingDomainGrain>(_name);
    }

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async ValueTask InitializeAsync() => await _domain.AddAsync(new(null, null, null));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_new_key_is_announced_once_and_the_one_before_goes_on_signing()
    {
        var operation = Guid.NewGuid();

        await _domain.RotateDkimAsync(operation);
        var again = await _domain.RotateDkimAsync(operation);
        var other = (await _domain.RotateDkimAsync(Guid.NewGuid()))!;

        Assert.Equal(again!.Records, other.Records);
        Assert.Equal("om1", other.Selector);
        Assert.Equal("om1", (await _domain.SigningKeyAsync())!.Selector);
        Assert.Equal(
            [("om2", DkimKeyState.Announced), ("om1", DkimKeyState.Signing)],
            other.Keys!.Select(key => (key.Selector, key.State)));
        Assert.Equal([Name("om1"), Name("om2")], other.Records.Select(record => record.Name));
    }

    [Fact]
    public async Task A_key_signs_only_when_DNS_shows_its_record_and_the_one_before_stays_published()
    {
        var record = await AnnounceAsync();

        var missing = await _domain.ActivateDkimAsync("om2");
        _cluster.Dns.Fail(record.Name);
        var unanswered = await _domain.ActivateDkimAsync("om2");
        _cluster.Dns.Publish(record.Name, (await _domain.ShowAsync())!.Records[0].Value);
        var other = await _domain.ActivateDkimAsync("om2");
        Assert.Equal("om1", (await _domain.SigningKeyAsync())!.Selector);
        _cluster.Dns.Publish(record.Name, record.Value);
        var done = await _domain.ActivateDkimAsync("om2");
        var again = await _domain.ActivateDkimAsync("om2");

        Assert.Contains("no such record", missing.Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("no DNS server", unanswered.Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("another record", other.Refusal!.Message, StringComparison.Ordinal);
        Assert.Null(done.Refusal);
        Assert.Null(again.Refusal);
        Assert.Equal(done.Domain!.Records, again.Domain!.Records);
        Assert.Equal("om2", (await _domain.SigningKeyAsync())!.Selector);
        Assert.Equal([Name("om2"), Name("om1")], done.Domain!.Records.Select(found => found.Name));
        var before = done.Domain!.Keys![1];
        Assert.Equal(DkimKeyState.Retired, before.State);
        Assert.Equal(before.Since + TimeSpan.FromDays(12), before.PublishUntil);

        _cluster.Clock.Advance(TimeSpan.FromDays(12));
        Assert.Equal([Name("om2")], (await _domain.ShowAsync())!.Records.Select(found => found.Name));
    }

    [Fact]
    public async Task A_selector_that_is_not_announced_does_not_sign()
    {
        Assert.Equal("not-announced", (await _domain.ActivateDkimAsync("om2")).Refusal!.Code);

        await AnnounceAsync();

        Assert.Equal("not-announced", (await _domain.ActivateDkimAsync("om3")).Refusal!.Code);
        Assert.Equal("om1", (await _domain.SigningKeyAsync())!.Selector);
    }

    [Fact]
    public async Task The_engine_switches_when_the_record_has_been_there_for_two_days_without_a_break()
    {
        var record = await AnnounceAsync();
        Assert.Null(await _domain.FollowDkimAsync());
        _cluster.Dns.Publish(record.Name, record.Value);
        Assert.Null(await _domain.FollowDkimAsync());
        _cluster.Clock.Advance(Day);
        _cluster.Dns.Publish(record.Name);
        Assert.Null(await _domain.FollowDkimAsync());

        // Gone, and there again: it begins anew. Where nobody answers nothing is known.
        _cluster.Dns.Publish(record.Name, record.Value);
        Assert.Null(await _domain.FollowDkimAsync());
        var seen = (await _domain.ShowAsync())!.Keys![0].SeenAt;
        _cluster.Dns.Fail(record.Name);
        _cluster.Clock.Advance(Day);
        Assert.Null(await _domain.FollowDkimAsync());
        _cluster.Dns.Publish(record.Name, record.Value);
        _cluster.Clock.Advance(Day - TimeSpan.FromSeconds(1));
        Assert.Null(await _domain.FollowDkimAsync());
        Assert.Equal(seen, (await _domain.ShowAsync())!.Keys![0].SeenAt);

        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("om2", await _domain.FollowDkimAsync());
        Assert.Null(await _domain.FollowDkimAsync());

        Assert.Equal("om2", (await _domain.SigningKeyAsync())!.Selector);
        var page = await _cluster.Grains.GetGrain<IAuditGrain>(_name).ListAsync(new AuditFilter(Action: "dkim-switched"), 0, 100);
        Assert.Contains("selector=om2 before=om1", Assert.Single(page.Lines).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_others_may_have_is_replaced_at_once_and_its_record_has_to_go()
    {
        var operation = Guid.NewGuid();

        var fault = await _domain.ReplaceDkimAsync(operation, " ");
        await _domain.ReplaceDkimAsync(operation, "a disk was stolen");
        var answer = await _domain.ReplaceDkimAsync(operation, "a disk was stolen");

        Assert.Equal("reason", fault.Refusal!.Field);
        Assert.Null(answer.Refusal);
        Assert.Equal("om2", (await _domain.SigningKeyAsync())!.Selector);
        Assert.Equal([Name("om2")], answer.Domain!.Records.Select(record => record.Name));
        Assert.Equal(DkimKeyState.Revoked, answer.Domain!.Keys![1].State);
    }

    [Fact]
    public async Task At_once_takes_the_key_that_is_announced_for_its_record_may_be_there_already()
    {
        var record = await AnnounceAsync();

        var answer = await _domain.ReplaceDkimAsync(Guid.NewGuid(), "a disk was stolen");

        Assert.Equal([record], answer.Domain!.Records);
        Assert.Equal(DkimKey.ImportPem((await _domain.SigningKeyAsync())!.Pem).DnsRecord, record.Value);
    }

    [Fact]
    public void What_an_earlier_release_stored_signs_with_the_last_key_and_keeps_the_one_before_published()
    {
        var state = new SendingDomainState
        {
            Keys = [new("a.test", "om1", ""), new("a.test", "om2", ""), new("a.test", "om3", "")],
        };

        Assert.Equal(["om3", "om2"], DkimRotation.Published(state, _cluster.Clock.GetUtcNow()).Select(key => key.Selector));
        Assert.Equal(
            [("om3", DkimKeyState.Signing), ("om2", DkimKeyState.Retired), ("om1", DkimKeyState.Retired)],
            DkimRotation.Facts(state).Select(key => (key.Selector, key.State)));
    }

    [Fact]
    public void A_longer_TTL_than_two_days_is_waited_for()
    {
        var seen = _cluster.Clock.GetUtcNow();

        Assert.Equal(seen + TimeSpan.FromDays(2), DkimRotation.DueAt(seen, TimeSpan.FromHours(1)));
        Assert.Equal(seen + TimeSpan.FromDays(7), DkimRotation.DueAt(seen, TimeSpan.FromDays(7)));
    }

    private string Name(string selector) => $"{selector}._domainkey.{_name}";

    private async Task<DnsRecord> AnnounceAsync()
    {
        var rotated = await _domain.RotateDkimAsync(Guid.NewGuid());
        return Assert.Single(rotated!.Records, record => record.Name == Name("om2"));
    }
}
