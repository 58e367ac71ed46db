using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansMail.Campaigns;
using OrleansMail.Incidents;
using OrleansMail.Outcomes;
using OrleansMail.Telemetry;

namespace OrleansMail.Delivery;

/// <summary>Wires the delivery worker of a silo; stores, resolver, options and clock come from the host.</summary>
public static class DeliveryRegistration
{
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddSingleton<CampaignStores>();
        services.AddSingleton<ApprovalPolicy>();
        services.AddSingleton<StartHours>();
        services.AddSingleton<IApprovers, Approvers>();
        services.AddSingleton<AutoStop>();
        services.AddSingleton<ExportPolicy>();
        services.AddSingleton<EarlierCampaigns>();
        services.AddSingleton<CampaignGuard>();
        services.AddSingleton<ICampaignGuard>(Guard);
        services.AddSingleton(_ => BounceRules.BuiltIn());
        services.AddSingleton<OutcomeOf>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<DeliveryOptions>>().Value);
        services.AddSingleton(_ => Random.Shared);
        services.AddMetrics();
        services.AddSingleton<DeliveryMeter>();
        services.AddSingleton<EgressBook>();
        services.AddSingleton<ClaimHold>();
        services.AddSingleton<RenderPool>();
        services.AddSingleton<Connector>();
        services.AddSingleton<AttemptRecorder>();
        services.AddSingleton<SessionParts>();
        services.AddSingleton<LaneSessions>();
        services.AddSingleton<ILaneSessions>(provider => provider.GetRequiredService<LaneSessions>());
        services.AddSingleton<LaneBook>();
        services.AddSingleton<FeederParts>();
        services.AddSingleton<DeliveryPump>();
        services.AddSingleton<DeliveryPicture>();
        services.AddSingleton<IDeliveryWatch>(provider => provider.GetRequiredService<DeliveryPump>());
        services.AddSingleton<IInstruments, DeliveryInstruments>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryPump>());
        return services;
    }

    private static MeasuredGuard Guard(IServiceProvider provider) =>
        ActivatorUtilities.CreateInstance<MeasuredGuard>(provider, provider.GetRequiredService<CampaignGuard>());
}
