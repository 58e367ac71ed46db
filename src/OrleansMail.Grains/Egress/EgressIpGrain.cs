using System.Net;
using OrleansMail.Reports;

namespace OrleansMail.Egress;

/// <summary>Remembers one egress address.</summary>
[GrainType("egress-ip")]
internal sealed class EgressIpGrain(
    [PersistentState("egress-ip")] IPersistentState<EgressIpState> stored,
    IDirectory directory,
    TimeProvider clock) : Grain, IEgressIpGrain
{
    private string Address => this.GetPrimaryKeyString();

    public async Task<EgressIp> AddAsync(string? ehloName)
    {
        if (!IPAddress.TryParse(Address, out var address) || address.ToString() != Address)
        {
            throw new InvalidOperationException("The key is not an IP address in its canonical form.");
        }

        ehloName ??= stored.State.EhloName.Length > 0 ? stored.State.EhloName : EhloNames.Literal(address);
        if (!EhloNames.IsValid(ehloName))
        {
            throw new ArgumentException(
                "An EHLO name is a fully qualified ASCII domain name (RFC 5321 §4.1.4).", nameof(ehloName));
        }

        if (stored.State.EhloName != ehloName)
        {
            stored.State.AddedAt = stored.State.EhloName.Length == 0 ? clock.GetUtcNow() : stored.State.AddedAt;
            stored.State.EhloName = ehloName;
            await directory.PutAsync(DirectoryKind.EgressIp, Address, running: false);
            await stored.WriteStateAsync();
        }

        return Now()!;
    }

    public Task<EgressIp?> ShowAsync() => Task.FromResult(Now());

    public async Task<EgressIp?> PauseAsync(bool paused)
    {
        if (Now() is not null && stored.State.Paused != paused)
        {
            stored.State.Paused = paused;
            await stored.WriteStateAsync();
        }

        return Now();
    }

    private EgressIp? Now() => stored.State.EhloName.Length == 0
        ? null
        : new EgressIp(Address, stored.State.EhloName, stored.State.Paused, stored.State.AddedAt);
}
