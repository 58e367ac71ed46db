using System.Globalization;
using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary>Loses packets of this machine's loopback by a table of nftables of its own. Needs root.</summary>
internal sealed class Cut : IAsyncDisposable
{
    private readonly string _table = string.Create(CultureInfo.InvariantCulture, $"chaos{Environment.ProcessId}");

    public Task MakeAsync() => RunAsync(
        "add", "table", "ip", _table, ";", "add", "chain", "ip", _table, "out",
        "{ type filter hook output priority 0; policy accept; }");

    /// <summary>No packet to the address arrives, or from it; nobody is told.</summary>
    public async Task AddressAsync(string address)
    {
        await RuleAsync("ip", "daddr", address);
        await RuleAsync("ip", "saddr", address);
    }

    /// <summary>The same for a port.</summary>
    public async Task PortAsync(int port)
    {
        await RuleAsync("tcp", "dport", port.ToString(CultureInfo.InvariantCulture));
        await RuleAsync("tcp", "sport", port.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// Nothing that the processes of a group say arrives at any of the ports, and nothing arrives at the group's own.
    /// </summary>
    public async Task GroupAsync(int group, int port, IEnumerable<int> others)
    {
        await PortAsync(port);
        var id = group.ToString(CultureInfo.InvariantCulture);
        foreach (var other in others)
        {
            await RuleAsync("meta", "skgid", id, "tcp", "dport", other.ToString(CultureInfo.InvariantCulture));
        }
    }

    public Task HealAsync() => RunAsync("flush", "chain", "ip", _table, "out");

    public async ValueTask DisposeAsync() => await RunAsync("delete", "table", "ip", _table);

    private Task RuleAsync(params string[] match) => RunAsync(["add", "rule", "ip", _table, "out", .. match, "drop"]);

    private static async Task RunAsync(params string[] words)
    {
        var (exitCode, _, errors) = await Tool.RunAsync("nftables", "nft", words, CancellationToken.None);
        if (exitCode != 0)
        {
            throw new TrialException($"Packets cannot be lost, which takes root and nftables: {errors}");
        }
    }
}
