using System.Reflection;
using System.Runtime.CompilerServices;
using OrleansMail.Campaigns;
using OrleansMail.Domains;
using OrleansMail.People;

namespace OrleansMail.Scenarios;

/// <summary>One call of one grain method, made by reflection with arguments that any grain would refuse or survive.</summary>
/// <param name="Method">Of a grain interface.</param>
/// <param name="Domain">The sending domain that the call is about, if it is about one.</param>
/// <param name="Campaign">A campaign of that domain.</param>
/// <param name="Silo">The key of the silo that runs.</param>
internal sealed record GrainCall(MethodInfo Method, string Domain, string Campaign, string Silo)
{
    /// <summary>The refusal of the call filter; null if the call reached its grain.</summary>
    public async Task<Refusal?> MakeAsync(IGrainFactory grains)
    {
        try
        {
            var grain = Grain(grains);
            await (Task)Method.Invoke(grain, [.. Method.GetParameters().Select(Argument)])!;
            return null;
        }
        catch (CallRefusedException refused)
        {
            return refused.Refusal;
        }
        catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
        {
            // The grain did not like its arguments: it was reached.
            return null;
        }
    }

    private object Grain(IGrainFactory grains)
    {
        var type = Method.DeclaringType!;
        return typeof(IGrainWithIntegerKey).IsAssignableFrom(type)
            ? grains.GetGrain(type, 0)
            : grains.GetGrain(type, Key(type));
    }

    private string Key(Type type) => type.Name switch
    {
        nameof(ISendingDomainGrain) or nameof(Audit.IAuditGrain) or nameof(IApprovalRulesGrain)
            or nameof(IDeputiesGrain) or nameof(Retention.IRetentionGrain) or nameof(Incidents.IStopGrain) => Domain,
        nameof(ICampaignGrain) or nameof(ICampaignDispatchGrain) or nameof(ICampaignReviewGrain)
            or nameof(Guard.ICampaignGuardGrain) or nameof(Recipients.IAudienceGrain) or nameof(Streams.IStreamGrain)
            or nameof(Incidents.IIncidentGrain) or nameof(Incidents.IExportGrain) => Campaign,
        nameof(Egress.IEgressIpGrain) => "192.0.2.9",
        nameof(Lanes.ILaneGrain) => "127.0.0.1/site.test",
        nameof(Suppression.ISuppressionGrain) => "00",
        nameof(Cluster.ISiloGrain) => Silo,
        _ => "nobody",
    };

    private object? Argument(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => Campaign,
        var type when type == typeof(CampaignSettings) => Trial.Settings with { From = $"News <news@{Domain}>" },
        var type when type == typeof(Guid) => Guid.NewGuid(),
        { IsArray: true } type => Array.CreateInstance(type.GetElementType()!, 0),
        { IsValueType: true } type => Activator.CreateInstance(type),
        { IsAbstract: false } type => RuntimeHelpers.GetUninitializedObject(type),
        _ => null,
    };
}
