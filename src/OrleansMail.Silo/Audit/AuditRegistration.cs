using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansMail.Cluster;
using OrleansMail.Telemetry;

namespace OrleansMail.Audit;

/// <summary>Wires what vouches for the audit trails of a silo.</summary>
internal static class AuditRegistration
{
    public static IServiceCollection AddAudit(this IServiceCollection services, string dataFolder) => services
        .AddSingleton<AuditTally>()
        .AddSingleton<IInstruments, AuditInstruments>()
        .AddSingleton<IInstruments, CheckpointInstruments>()
        .AddSingleton(provider => new CheckpointFolder(Options(provider).CheckpointFolderOf(dataFolder)))
        .AddSingleton(provider => AuditKey.Load(Options(provider).KeyFileOf(dataFolder)))
        .AddSingleton<AuditSigner>()
        .AddSingleton<CheckpointHealth>()
        .AddSingleton<ISiloHealth>(provider => provider.GetRequiredService<CheckpointHealth>())
        .AddHostedService<AuditCheckpointer>();

    private static AuditOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<AuditOptions>>().Value;
}
