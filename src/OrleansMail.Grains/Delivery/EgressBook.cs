using System.Net;
using OrleansMail.Egress;
using OrleansMail.Reports;

namespace OrleansMail.Delivery;

/// <summary>The egress addresses that this silo has and may send from now; read anew with every beat of the pump.</summary>
internal sealed class EgressBook(IDirectory directory, EgressOwners owners, ProxyHealth proxies, IGrainFactory grains)
{
    private volatile (string Text, IPAddress Address)[] _active = [];
    private volatile EgressIp[] _known = [];
    private volatile int _contested;

    /// <summary>Is there an address to send from?</summary>
    public bool HasActive => _active.Length > 0;

    /// <summary>Those of this silo, paused or not.</summary>
    public IReadOnlyList<EgressIp> Own => _known;

    /// <summary>How many of them may be sent from.</summary>
    public int Active => _active.Length;

    /// <summary>How many of them are paused.</summary>
    public int Paused => _known.Count(ip => ip.Paused);

    /// <summary>How many registered addresses this silo and another one both claim; nobody sends from them.</summary>
    public int Contested => _contested;

    /// <summary>How many silos have an address to send from; at least 1.</summary>
    public int Senders => owners.Senders;

    public async Task RefreshAsync()
    {
        // Only its own are asked, which live here: what has become of the others must not hold this silo up.
        var registered = await directory.ListAsync(DirectoryKind.EgressIp, runningOnly: false);
        var own = registered.Where(owners.IsOwn);
        _contested = registered.Count(owners.IsContested);
        var shown = await Task.WhenAll(own.Select(address => grains.GetGrain<IEgressIpGrain>(address).ShowAsync()));
        _known = [.. shown.OfType<EgressIp>()];
        _active =
        [
            .. _known.Where(ip => !ip.Paused)
                .Select(ip => (ip.Address, Parsed: IPAddress.Parse(ip.Address)))
                .Where(ip => !proxies.IsHeld(ip.Parsed)),
        ];
    }

    /// <summary>
    /// The address for a recipient: the one used before as long as it is active, since greylisting remembers it, else
    /// one chosen by the recipient's key, so that it stays the same.
    /// </summary>
    public IPAddress? Choose(ReadOnlySpan<byte> key, string? before)
    {
        var active = _active;
        if (active.Length == 0)
        {
            return null;
        }

        foreach (var (text, address) in active)
        {
            if (text == before)
            {
                return address;
            }
        }

        return active[(key[0] << 8 | key[1]) % active.Length].Address;
    }

    /// <summary>Is the address this silo's, registered, not paused, and not held by its proxy?</summary>
    public bool IsActive(IPAddress address) => Array.Exists(_active, ip => ip.Address.Equals(address));

    public string EhloName(IPAddress address)
    {
        var text = address.ToString();
        return Array.Find(_known, ip => ip.Address == text)?.EhloName ?? EhloNames.Literal(address);
    }
}
