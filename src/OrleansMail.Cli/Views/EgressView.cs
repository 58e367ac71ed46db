using OrleansMail.Egress;

namespace OrleansMail.Views;

/// <summary>An egress address as JSON.</summary>
internal sealed record EgressView(
    string Address, string EhloName, bool Paused, DateTimeOffset AddedAt, string? Silo, string? Proxy, string? Problem)
{
    public static EgressView Of(EgressIp ip) => new(ip.Address, ip.EhloName, ip.Paused, ip.AddedAt, ip.Silo, ip.Proxy, ip.Problem);
}
