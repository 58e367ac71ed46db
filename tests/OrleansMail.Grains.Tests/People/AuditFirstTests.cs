using System.Reflection;
using System.Runtime.CompilerServices;
using OrleansMail.Audit;
using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>
/// The silo dies right before the entry of a call is written, or right after and before the call is carried out: at both
/// moments, for every method that takes a right and leaves an entry.
/// </summary>
public sealed class AuditFirstTests(GuardedCluster cluster) : IClassFixture<GuardedCluster>
{
    private static readonly Dictionary<string, MethodInfo> Audited = RightsPageTests.Methods
        .Where(method => MethodRule.Of(method).Needs is { Quiet: false })
        .ToDictionary(method => MethodRule.Of(method).Name, StringComparer.Ordinal);

    public static TheoryData<string> Methods => [.. Audited.Keys];

    [Fact]
    public void There_are_methods_to_try() => Assert.InRange(Audited.Count, 40, 500);

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_crash_before_the_entry_is_written_leaves_neither_entry_nor_action(string name)
    {
        var before = EntriesOf(name);
        cluster.Audit.Before = () => throw new IOException("The machine has lost its power.");
        try
        {
            Assert.Equal(0, await ReachesAsync(name));
        }
        finally
        {
            cluster.Audit.Before = () => Task.CompletedTask;
        }

        Assert.Equal(before, EntriesOf(name));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_crash_after_the_entry_was_written_leaves_the_entry_and_no_action(string name)
    {
        var before = EntriesOf(name);
        cluster.Audit.After = () => throw new IOException("The machine has lost its power.");
        try
        {
            Assert.Equal(0, await ReachesAsync(name));
        }
        finally
        {
            cluster.Audit.After = () => Task.CompletedTask;
        }

        Assert.Equal(before + 1, EntriesOf(name));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task When_an_action_begins_its_entry_is_durable(string name)
    {
        var before = EntriesOf(name);
        var atArrival = -1;
        cluster.Reached.Arrived = () => atArrival = EntriesOf(name);

        Assert.Equal(1, await ReachesAsync(name));

        Assert.Equal(before + 1, atArrival);
        Assert.Equal(before + 1, EntriesOf(name));
    }

    /// <summary>How often a call of the method arrives at its grain.</summary>
    private async Task<int> ReachesAsync(string name)
    {
        var (arrived, tell) = (0, cluster.Reached.Arrived);
        cluster.Reached.Watched = Audited[name];
        cluster.Reached.Arrived = () =>
        {
            arrived++;
            tell();
        };
        try
        {
            RequestContext.Set(CallerToken.ContextKey, cluster.Token);
            await (Task)Audited[name].Invoke(GrainOf(Audited[name]), [.. Audited[name].GetParameters().Select(Argument)])!;
        }
        catch (Exception fault) when (fault is IOException or InvalidCastException or NullReferenceException)
        {
            // The power, or an answer that the watcher had no value for.
        }
        finally
        {
            cluster.Reached.Arrived = () => { };
        }

        return arrived;
    }

    private int EntriesOf(string name) => new[] { GuardedCluster.Domain, IAuditGrain.SystemTrail }
        .SelectMany(trail => cluster.Audit[trail])
        .Count(entry => entry.Result == nameof(AuditResult.Allowed) && entry.Caller == GuardedCluster.Name
            && entry.Detail.Split(' ')[0] == name);

    private object GrainOf(MethodInfo method)
    {
        var type = method.DeclaringType!;
        return typeof(IGrainWithIntegerKey).IsAssignableFrom(type)
            ? cluster.Grains.GetGrain(type, 0)
            : cluster.Grains.GetGrain(type, KeyOf(type));
    }

    private static string KeyOf(Type type) => type.Name switch
    {
        nameof(Domains.ISendingDomainGrain) or nameof(IAuditGrain) or nameof(IApprovalRulesGrain)
            or nameof(IDeputiesGrain) or nameof(Retention.IRetentionGrain) or nameof(Incidents.IStopGrain)
            => GuardedCluster.Domain,
        nameof(Egress.IEgressIpGrain) => "192.0.2.9",
        nameof(Suppression.ISuppressionGrain) => "00",
        nameof(IUserGrain) or nameof(IApiKeyGrain) or nameof(IEmergencyGrain) => "somebody",
        _ => GuardedCluster.Campaign,
    };

    private static object? Argument(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => GuardedCluster.Campaign,
        var type when type == typeof(CampaignSettings) => Cluster.Draft.Settings,
        var type when type == typeof(Guid) => Guid.NewGuid(),
        { IsArray: true } type => Array.CreateInstance(type.GetElementType()!, 0),
        { IsValueType: true } type => Activator.CreateInstance(type),
        { IsAbstract: false } type => RuntimeHelpers.GetUninitializedObject(type),
        _ => null,
    };
}
