using OrleansMail.Domains;

namespace OrleansMail.Fakes;

/// <summary>A sending domain with one key.</summary>
internal sealed class FakeSendingDomainGrain : Grain, ISendingDomainGrain
{
    private SendingDomain? _domain;

    public Task<SendingDomain> AddAsync(DomainSettings settings)
    {
        var name = this.GetPrimaryKeyString();
        var record = new DnsRecord(
            $"s1._domainkey.{name}", "v=DKIM1; k=rsa; p=AAAA", $"s1._domainkey.{name}. TXT \"v=DKIM1; k=rsa; p=AAAA\"");
        _domain ??= new SendingDomain(name, "s1", [record], settings, DateTimeOffset.UnixEpoch);
        return Task.FromResult(_domain);
    }

    public Task<SendingDomain?> ShowAsync() => Task.FromResult(_domain);

    public Task<SendingDomain?> RotateDkimAsync(Guid operation) =>
        Task.FromResult(_domain is null ? null : _domain with { Selector = "s2" });

    public Task<SigningKey?> SigningKeyAsync() => Task.FromResult<SigningKey?>(null);
}
