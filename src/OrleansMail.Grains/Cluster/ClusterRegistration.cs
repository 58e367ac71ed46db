using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.MembershipService.SiloMetadata;
using OrleansMail.Campaigns;
using OrleansMail.Egress;

namespace OrleansMail.Cluster;

/// <summary>Wires what makes several silos one engine.</summary>
public static class ClusterRegistration
{
    /// <param name="silo">The silo.</param>
    /// <param name="egress">The addresses that this silo sends from.</param>
    /// <param name="proxies">Those of them that are on a proxy; null for none.</param>
    public static ISiloBuilder AddMailCluster(this ISiloBuilder silo, SiloEgress egress, EgressProxies? proxies = null)
    {
        silo.UseSiloMetadata(new Dictionary<string, string>(StringComparer.Ordinal) { [SiloEgress.Key] = egress.Text });
        silo.AddPlacementDirector<SiloPlacement, SiloPlacementDirector>();
        silo.AddPlacementDirector<LanePlacement, EgressPlacementDirector>();
        silo.AddPlacementDirector<EgressIpPlacement, EgressPlacementDirector>();
        silo.Services
            .AddSingleton(egress)
            .AddSingleton<ISiloEgresses, ToldEgresses>()
            .AddSingleton<Silos>()
            .AddSingleton(proxies ?? EgressProxies.None)
            .AddSingleton<ProxyHealth>()
            .AddSingleton<EgressOwners>()
            .AddSingleton<EgressReadiness>()
            .AddSingleton<SiloDrain>()
            .AddSingleton<IDispatchSignal, DispatchBroadcast>();
        return silo;
    }
}
