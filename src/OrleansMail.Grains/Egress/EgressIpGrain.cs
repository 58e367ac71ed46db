using System.Net;
using Orleans.Storage;
using OrleansMail.Reports;

namespace OrleansMail.Egress;

/// <summary>Remembers one egress address.</summary>
[GrainType("egress-ip"), EgressIpPlacement]
internal sealed class EgressIpGrain(
    [PersistentState("egress-ip")] IPersistentState<EgressIpState> stored,
    IDirectory directory,
    EgressOwners owners,
    ProxyHealth proxies,
    TimeProvider clock) : Grain, IEgressIpGrain
{
    private string Address => this.GetPrimaryKeyString();

    public async Task<EgressIp> AddAsync(string? ehloName)
    {
        if (!IPAddress.TryParse(Address, out var address) || address.ToString() != Address)
        {
            throw new InvalidOperationException("The key is not an IP address in its canonical form.");
        }

        if (ehloName is not null && !EhloNames.IsValid(ehloName))
        {
            throw new ArgumentException(
                "An EHLO name is a fully qualified ASCII domain name (RFC 5321 §4.1.4).", nameof(ehloName));
        }

        if (Changes(ehloName))
        {
            await directory.PutAsync(DirectoryKind.EgressIp, Address, running: false);
            await WriteAsync(() => Change(ehloName, address));
        }

        return Now()!;
    }

    public Task<EgressIp?> ShowAsync() => Task.FromResult(Now());

    public async Task<EgressIp?> PauseAsync(bool paused)
    {
        if (Now() is not null && stored.State.Paused != paused)
        {
            await WriteAsync(() => stored.State.Paused = paused);
        }

        return Now();
    }

    private bool Changes(string? ehloName) =>
        stored.State.EhloName.Length == 0 || (ehloName is not null && stored.State.EhloName != ehloName);

    private void Change(string? ehloName, IPAddress address)
    {
        if (!Changes(ehloName))
        {
            return;
        }

        stored.State.AddedAt = stored.State.EhloName.Length == 0 ? clock.GetUtcNow() : stored.State.AddedAt;
        stored.State.EhloName = ehloName ?? EhloNames.Literal(address);
    }

    /// <summary>
    /// Another activation may have written since this one read, for a moment after a silo was lost: what it wrote is read,
    /// and the change is made to that.
    /// </summary>
    private async Task WriteAsync(Action change)
    {
        change();
        try
        {
            await stored.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            await stored.ReadStateAsync();
            change();
            await stored.WriteStateAsync();
        }
    }

    private EgressIp? Now()
    {
        if (stored.State.EhloName.Length == 0)
        {
            return null;
        }

        var owner = owners.Of(Address);
        var isHere = owners.IsHere(owner);
        if (owner.Silo is not null && !isHere)
        {
            // It has moved on, and with it what is known of its proxy: the next call finds the grain there.
            DeactivateOnIdle();
        }

        return new EgressIp(Address, stored.State.EhloName, stored.State.Paused, stored.State.AddedAt)
        {
            Silo = owner.Name,
            Problem = owner.Problem ?? (isHere ? proxies.ProblemOf(IPAddress.Parse(Address)) : null),
            Proxy = owner.Proxy,
        };
    }
}
