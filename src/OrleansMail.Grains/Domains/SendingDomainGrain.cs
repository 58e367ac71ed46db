using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansMail.Addresses;
using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Dkim;
using OrleansMail.Dns;
using OrleansMail.Incidents;
using OrleansMail.People;
using OrleansMail.Reports;

namespace OrleansMail.Domains;

/// <summary>Remembers a sending domain and its DKIM keys.</summary>
[GrainType("sending-domain")]
internal sealed class SendingDomainGrain(
    [PersistentState("sending-domain")] IPersistentState<SendingDomainState> stored,
    IDirectory directory,
    IDnsQuery dns,
    TimeProvider clock) : Grain, ISendingDomainGrain
{
    // Signers wait for this grain meanwhile.
    private static readonly TimeSpan LookFor = TimeSpan.FromSeconds(5);

    private string Domain => this.GetPrimaryKeyString();

    private SendingDomainState State => stored.State;

    private bool IsAdded => State.Keys.Count > 0;

    public async Task<SendingDomain> AddAsync(DomainSettings settings)
    {
        if (!DomainName.TryParse(Domain, out var name, out var reason) || name != Domain)
        {
            throw new ArgumentException(
                $"The key is not a domain in lower-case A-labels: {reason ?? $"write {name}"}.", nameof(settings));
        }

        var isNew = !IsAdded;
        if (isNew)
        {
            // Nobody expects mail of a domain that is only just added: its first key signs without being looked for.
            State.Keys.Add(await NewKeyAsync());
            State.AddedAt = clock.GetUtcNow();
            State.SigningSince = State.AddedAt;
        }

        if (isNew || State.Settings != settings)
        {
            State.Settings = settings;
            await directory.PutAsync(DirectoryKind.Domain, Domain, running: false);
            await stored.WriteStateAsync();
        }

        return Now()!;
    }

    public Task<SendingDomain?> ShowAsync() => Task.FromResult(Now());

    public async Task<SendingDomain?> RotateDkimAsync(Guid operation)
    {
        if (IsAdded && State.Announced is null && State.LastRotation != operation)
        {
            await AnnounceAsync();
            State.LastRotation = operation;
            await stored.WriteStateAsync();
        }

        return Now();
    }

    public async Task<SendingDomainAnswer> ActivateDkimAsync(string selector)
    {
        if (!IsAdded || State.Keys[^1].Selector == selector)
        {
            return Answer(null);
        }

        if (State.Announced is not { } announced || announced.Selector != selector)
        {
            return Answer(new Refusal(
                "not-announced",
                $"{Domain} has no announced key {selector}; `domain rotate-dkim {Domain}` makes one.",
                "selector"));
        }

        var record = Record(announced);
        var (sight, _) = await LookAsync(record);
        if (DkimRotation.Fault(sight, record.Name) is { } fault)
        {
            return Answer(fault);
        }

        DkimRotation.Switch(State, clock.GetUtcNow(), revoke: false);
        await stored.WriteStateAsync();
        return Answer(null);
    }

    public async Task<SendingDomainAnswer> ReplaceDkimAsync(Guid operation, string reason)
    {
        if (!IsAdded || State.LastReplacement == operation)
        {
            return Answer(null);
        }

        if (Reasons.Fault(reason) is { } fault)
        {
            return Answer(fault);
        }

        if (State.Announced is null)
        {
            await AnnounceAsync();
        }

        State.LastReplacement = operation;
        DkimRotation.Switch(State, clock.GetUtcNow(), revoke: true);
        await stored.WriteStateAsync();
        return Answer(null);
    }

    public async Task<string?> FollowDkimAsync()
    {
        if (!IsAdded || State.Announced is not { } announced)
        {
            return null;
        }

        var (sight, ttl) = await LookAsync(Record(announced));
        var now = clock.GetUtcNow();
        if (sight == KeyRecordSight.NoAnswer)
        {
            return null;
        }

        if (sight == KeyRecordSight.Right && State.SeenAt is { } seen && DkimRotation.DueAt(seen, ttl) <= now)
        {
            await TellAsync(announced.Selector, seen);
            DkimRotation.Switch(State, now, revoke: false);
            await stored.WriteStateAsync();
            return announced.Selector;
        }

        DateTimeOffset? seenAt = sight == KeyRecordSight.Right ? State.SeenAt ?? now : null;
        if (State.SeenAt != seenAt)
        {
            State.SeenAt = seenAt;
            await stored.WriteStateAsync();
        }

        return null;
    }

    public Task<SigningKey?> SigningKeyAsync() => Task.FromResult(State.Keys.LastOrDefault());

    private async Task AnnounceAsync()
    {
        State.Announced = await NewKeyAsync();
        State.AnnouncedAt = clock.GetUtcNow();
        State.SeenAt = null;
    }

    // Making a key takes about 100 ms of CPU: too long for a grain's turn.
    private async Task<SigningKey> NewKeyAsync()
    {
        var pem = await Task.Factory.StartNew(
            static () => DkimKey.Create().ExportPem(),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        return new SigningKey(Domain, $"om{State.Keys.Count + 1}", pem);
    }

    /// <summary>What DNS shows of a key, and for how long that may be kept.</summary>
    private async Task<(KeyRecordSight Sight, TimeSpan Ttl)> LookAsync(DnsRecord record)
    {
        using var limit = new CancellationTokenSource(LookFor, clock);
        try
        {
            var answer = await dns.QueryAsync(record.Name, DnsKind.Txt, limit.Token);
            var texts = answer.Records.Where(found => found.Kind == DnsKind.Txt).ToArray();
            var sight = KeyRecord.Judge(
                record.Value, answer.Status == DnsStatus.Failed ? null : Array.ConvertAll(texts, text => text.Target));
            return (sight, texts is [var only] ? only.Ttl : TimeSpan.Zero);
        }
        catch (OperationCanceledException)
        {
            return (KeyRecordSight.NoAnswer, TimeSpan.Zero);
        }
    }

    /// <summary>The entry first. A switch that is repeated after a crash finds it there, by the same id.</summary>
    private async Task TellAsync(string selector, DateTimeOffset seen)
    {
        var operation = new Guid(
            SHA256.HashData(Encoding.UTF8.GetBytes($"dkim-switched {Domain} {selector}")).AsSpan(0, 16));
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"SendingDomain.FollowDkim selector={selector} before={State.Keys[^1].Selector} seen={seen:u}");
        await GrainFactory.GetGrain<IAuditGrain>(Domain).AppendAsync(new AuditFact(
            operation, Caller.Engine, "dkim-switched", $"sending-domain:{Domain}", AuditResult.Noted, detail));
    }

    private SendingDomainAnswer Answer(Refusal? refusal) => new(refusal, Now());

    private SendingDomain? Now() => IsAdded
        ? new SendingDomain(
            Domain,
            State.Keys[^1].Selector,
            [.. DkimRotation.Published(State, clock.GetUtcNow()).Select(Record)],
            State.Settings,
            State.AddedAt,
            DkimRotation.Facts(State))
        : null;

    private static DnsRecord Record(SigningKey signing)
    {
        var key = DkimKey.ImportPem(signing.Pem);
        var name = $"{signing.Selector}._domainkey.{signing.Domain}";
        return new DnsRecord(name, key.DnsRecord, key.ZoneLine(signing.Domain, signing.Selector));
    }
}
