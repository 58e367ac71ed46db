using OrleansMail.Addresses;
using OrleansMail.Dkim;
using OrleansMail.Reports;

namespace OrleansMail.Domains;

/// <summary>Remembers a sending domain and its DKIM keys.</summary>
[GrainType("sending-domain")]
internal sealed class SendingDomainGrain(
    [PersistentState("sending-domain")] IPersistentState<SendingDomainState> stored,
    IDirectory directory,
    TimeProvider clock) : Grain, ISendingDomainGrain
{
    private string Domain => this.GetPrimaryKeyString();

    public async Task<SendingDomain> AddAsync(DomainSettings settings)
    {
        if (!DomainName.TryParse(Domain, out var name, out var reason) || name != Domain)
        {
            throw new ArgumentException(
                $"The key is not a domain in lower-case A-labels: {reason ?? $"write {name}"}.", nameof(settings));
        }

        var isNew = stored.State.Keys.Count == 0;
        if (isNew)
        {
            stored.State.AddedAt = clock.GetUtcNow();
            stored.State.Keys.Add(await NewKeyAsync(1));
        }

        if (isNew || stored.State.Settings != settings)
        {
            stored.State.Settings = settings;
            await directory.PutAsync(DirectoryKind.Domain, Domain, running: false);
            await stored.WriteStateAsync();
        }

        return Now()!;
    }

    public Task<SendingDomain?> ShowAsync() => Task.FromResult(Now());

    public async Task<SendingDomain?> RotateDkimAsync(Guid operation)
    {
        if (stored.State.Keys.Count > 0 && stored.State.LastRotation != operation)
        {
            stored.State.Keys.Add(await NewKeyAsync(stored.State.Keys.Count + 1));
            stored.State.LastRotation = operation;
            await stored.WriteStateAsync();
        }

        return Now();
    }

    public Task<SigningKey?> SigningKeyAsync() => Task.FromResult(stored.State.Keys.LastOrDefault());

    // Making a key takes about 100 ms of CPU: too long for a grain's turn.
    private async Task<SigningKey> NewKeyAsync(int number)
    {
        var pem = await Task.Factory.StartNew(
            static () => DkimKey.Create().ExportPem(),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        return new SigningKey(Domain, $"om{number}", pem);
    }

    private SendingDomain? Now()
    {
        if (stored.State.Keys.Count == 0)
        {
            return null;
        }

        // The two newest: mail signed with the one before may still be on its way.
        var records = stored.State.Keys.TakeLast(2).Reverse().Select(Record).ToArray();
        return new SendingDomain(
            Domain, stored.State.Keys[^1].Selector, records, stored.State.Settings, stored.State.AddedAt);
    }

    private static DnsRecord Record(SigningKey signing)
    {
        var key = DkimKey.ImportPem(signing.Pem);
        var name = $"{signing.Selector}._domainkey.{signing.Domain}";
        return new DnsRecord(name, key.DnsRecord, key.ZoneLine(signing.Domain, signing.Selector));
    }
}
