using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using OrleansMail.People;

namespace OrleansMail.AuditKill;

/// <summary>A client of the silo's gateway, as the program's commands are: each call shows the caller's token.</summary>
internal sealed class GatewayClient : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly IHost _host;

    private GatewayClient(IHost host) => _host = host;

    /// <summary>Connects to the silo that has written its file into the folder.</summary>
    public static async Task<GatewayClient> ConnectAsync(string dataFolder, CancellationToken cancellation)
    {
        var file = JsonSerializer.Deserialize<JsonElement>(
            await File.ReadAllTextAsync(Path.Combine(dataFolder, "silo.json"), cancellation));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleansClient(client => client
            .UseStaticClustering(IPEndPoint.Parse(file.GetProperty("gateway").GetString()!))
            .Configure<ClusterOptions>(options =>
            {
                options.ClusterId = file.GetProperty("clusterId").GetString()!;
                options.ServiceId = file.GetProperty("serviceId").GetString()!;
            })
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = Longest));
        var host = builder.Build();
        await host.StartAsync(cancellation);
        return new GatewayClient(host);
    }

    /// <summary>Calls a grain as whoever holds the token.</summary>
    public async Task<T> CallAsync<T>(string token, Func<IGrainFactory, Task<T>> call)
    {
        RequestContext.Set(CallerToken.ContextKey, token);
        return await call(_host.Services.GetRequiredService<IGrainFactory>());
    }

    public async ValueTask DisposeAsync()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        try
        {
            await _host.StopAsync(bound.Token);
        }
        catch (Exception fault) when (fault is Orleans.Runtime.OrleansException or OperationCanceledException)
        {
            // The silo at the other end was killed: that is what the trial is for.
        }

        _host.Dispose();
    }
}
