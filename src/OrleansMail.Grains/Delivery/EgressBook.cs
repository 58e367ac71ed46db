using System.Net;
using OrleansMail.Egress;
using OrleansMail.Reports;

namespace OrleansMail.Delivery;

/// <summary>The egress addresses this silo may send from now; read anew every second.</summary>
internal sealed class EgressBook(IGrainFactory grains)
{
    private volatile (string Text, IPAddress Address)[] _active = [];
    private volatile EgressIp[] _known = [];

    /// <summary>Is there an address to send from?</summary>
    public bool HasActive => _active.Length > 0;

    public int Active => _active.Length;

    public int Known => _known.Length;

    public async Task RefreshAsync()
    {
        var all = await grains.GetGrain<IReportGrain>(0).EgressIpsAsync();
        _known = all;
        _active = [.. all.Where(ip => !ip.Paused).Select(ip => (ip.Address, IPAddress.Parse(ip.Address)))];
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

    /// <summary>Is the address registered and not paused?</summary>
    public bool IsActive(IPAddress address) => Array.Exists(_active, ip => ip.Address.Equals(address));

    public string EhloName(IPAddress address)
    {
        var text = address.ToString();
        return Array.Find(_known, ip => ip.Address == text)?.EhloName ?? $"[{text}]";
    }
}
