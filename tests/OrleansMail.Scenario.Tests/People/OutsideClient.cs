using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansMail.Cluster;
using OrleansMail.People;

namespace OrleansMail.Scenarios;

/// <summary>A client of the gateway, as any program on the machine could be one.</summary>
internal sealed class OutsideClient : IAsyncDisposable
{
    private const string Cluster = "orleansmail";

    private readonly IHost _host;

    private OutsideClient(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <param name="files">The certificate that it shows; null for a gateway without TLS.</param>
    public static async Task<OutsideClient> ConnectAsync(int gatewayPort, CertificateFiles? files = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleansClient(client => client
            .UseStaticClustering(new IPEndPoint(IPAddress.Loopback, gatewayPort))
            .Configure<Orleans.Configuration.ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Cluster, Cluster)));
        if (files is not null)
        {
            builder.UseOrleansClient(client => client.UseClusterCertificates(new ClusterCertificates(files), NullLogger.Instance));
        }

        var host = builder.Build();
        await host.StartAsync();
        return new OutsideClient(host);
    }

    /// <summary>Calls with these values in the request context; what is called afterwards has none of them.</summary>
    public static async Task<T> CallAsync<T>(Func<Task<T>> call, params (string Key, object Value)[] context)
    {
        foreach (var (key, value) in context)
        {
            RequestContext.Set(key, value);
        }

        return await call();
    }

    /// <summary>Calls with a token; null for none.</summary>
    public static Task<T> CallAsync<T>(string? token, Func<Task<T>> call) =>
        token is null ? CallAsync(call) : CallAsync(call, (CallerToken.ContextKey, token));

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
