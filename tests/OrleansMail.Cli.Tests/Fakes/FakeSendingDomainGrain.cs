using OrleansMail.Campaigns;
using OrleansMail.Domains;

namespace OrleansMail.Fakes;

/// <summary>A sending domain with one key, and the next one announced after a rotation; DNS never has its record.</summary>
internal sealed class FakeSendingDomainGrain : Grain, ISendingDomainGrain
{
    private SendingDomain? _domain;

    public Task<SendingDomain> AddAsync(DomainSettings settings)
    {
        _domain ??= new SendingDomain(
            this.GetPrimaryKeyString(), "s1", [Record("s1")], settings, DateTimeOffset.UnixEpoch,
            [new DkimKeyFacts("s1", DkimKeyState.Signing, DateTimeOffset.UnixEpoch)]);
        return Task.FromResult(_domain);
    }

    public Task<SendingDomain?> ShowAsync() => Task.FromResult(_domain);

    public Task<SendingDomain?> RotateDkimAsync(Guid operation)
    {
        _domain = _domain is null ? null : _domain with
        {
            Records = [Record("s1"), Record("s2")],
            Keys = [new DkimKeyFacts("s2", DkimKeyState.Announced, DateTimeOffset.UnixEpoch), .. _domain.Keys![^1..]],
        };
        return Task.FromResult(_domain);
    }

    public Task<SendingDomainAnswer> ActivateDkimAsync(string selector) => Task.FromResult(
        new SendingDomainAnswer(new Refusal("dns", $"{selector}: DNS has no such record.", "domain"), _domain));

    public Task<SendingDomainAnswer> ReplaceDkimAsync(Guid operation, string reason)
    {
        _domain = _domain is null ? null : _domain with
        {
            Selector = "s2",
            Records = [Record("s2")],
            Keys =
            [
                new DkimKeyFacts("s2", DkimKeyState.Signing, DateTimeOffset.UnixEpoch),
                new DkimKeyFacts("s1", DkimKeyState.Revoked, DateTimeOffset.UnixEpoch),
            ],
        };
        return Task.FromResult(new SendingDomainAnswer(null, _domain));
    }

    public Task<string?> FollowDkimAsync() => Task.FromResult<string?>(null);

    public Task<SigningKey?> SigningKeyAsync() => Task.FromResult<SigningKey?>(null);

    private DnsRecord Record(string selector)
    {
        var name = $"{selector}._domainkey.{this.GetPrimaryKeyString()}";
        return new DnsRecord(name, "v=DKIM1; k=rsa; p=AAAA", $"{name}. TXT \"v=DKIM1; k=rsa; p=AAAA\"");
    }
}
