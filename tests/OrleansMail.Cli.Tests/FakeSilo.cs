using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using OrleansMail.Fakes;

[assembly: AssemblyFixture(typeof(OrleansMail.FakeSilo))]

namespace OrleansMail;

/// <summary>A silo in this process whose grains only remember what the program tells them, and its folder.</summary>
public sealed class FakeSilo : IAsyncLifetime
{
    private IHost? _host;

    /// <summary>The folder with <c>silo.json</c>, to be given as <c>--data</c>.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("orleansmail-cli-").FullName;

    public IGrainFactory Grains => _host!.Services.GetRequiredService<IGrainFactory>();

    public async ValueTask InitializeAsync()
    {
        // The program's sessions are kept beside the silo's folder, never in that of whoever runs the tests.
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", Path.Combine(Folder, "config"));
        var gateway = FreePort.Tcp();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort.Tcp(), gateway, serviceId: "fake", clusterId: "fake")
            // The program's own assemblies bring the real grains along.
            .Configure<GrainTypeOptions>(options => options.Classes.RemoveWhere(
                type => type.Namespace is { } room
                    && room.StartsWith(nameof(OrleansMail), StringComparison.Ordinal)
                    && room != typeof(FakeCampaignGrain).Namespace)));
        _host = builder.Build();
        await _host.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(Folder, "silo.json"), JsonSerializer.Serialize(new
        {
            gateway = $"{IPAddress.Loopback}:{gateway}",
            clusterId = "fake",
            serviceId = "fake",
            pid = Environment.ProcessId,
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
