using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using OrleansMail.Cluster;

namespace OrleansMail.Terminal;

/// <summary>A connection to the silo that runs on a folder.</summary>
internal sealed class SiloClient : IAsyncDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    // Orleans' client asks what the cluster has until it gets an answer, for ever if the silo ends meanwhile.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(20);

    private readonly IHost _host;

    private SiloClient(IHost host) => _host = host;

    public IClusterClient Grains => _host.Services.GetRequiredService<IClusterClient>();

    /// <summary>Connects; null if no silo runs on <paramref name="folder"/> or it does not answer.</summary>
    public static async Task<SiloClient?> ConnectAsync(string folder, CancellationToken cancellation)
    {
        if (SiloFile.Find(folder) is not var (file, known)
            || await AnsweringAsync(known, cancellation) is not { Length: > 0 } gateways)
        {
            return null;
        }

        // Read before anything is tried: a file that cannot be used is told in a sentence.
        var certificates = file.CertificatesIn(folder) is { } files ? new ClusterCertificates(files) : null;

        // The empty builder reads no configuration and logs nowhere: a command starts in a fraction of the time.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleansClient(client => client
            .UseStaticClustering(gateways)
            .Configure<Orleans.Configuration.ClusterOptions>(options =>
            {
                options.ClusterId = file.ClusterId;
                options.ServiceId = file.ServiceId;
            })
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout)
            .AddOutgoingGrainCallFilter(new TokenFilter(folder)));
        if (certificates is not null)
        {
            builder.UseOrleansClient(client => client.UseClusterCertificates(certificates, NullLogger.Instance));
        }

        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellation).WaitAsync(StartTimeout, cancellation);
            return new SiloClient(host);
        }
        catch (Exception exception) when (exception is OrleansException or SocketException or TimeoutException)
        {
            await EndAsync(host);
            return null;
        }
    }

    public async ValueTask DisposeAsync() => await EndAsync(_host);

    /// <summary>The command has its answer: how the connection ends changes nothing, and is not waited for for long.</summary>
    private static async Task EndAsync(IHost host)
    {
        try
        {
            using var limit = new CancellationTokenSource(ConnectTimeout);
            await host.StopAsync(limit.Token).WaitAsync(ConnectTimeout);
            await Task.Run(host.Dispose).WaitAsync(ConnectTimeout);
        }
        catch (Exception exception) when (exception is OrleansException or OperationCanceledException or TimeoutException)
        {
            // The process ends, and its connections with it.
        }
    }

    private static async Task<IPEndPoint[]> AnsweringAsync(IPEndPoint[] gateways, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(gateways.Select(gateway => AnswersAsync(gateway, cancellation)));
        return [.. gateways.Where((_, index) => answers[index])];
    }

    private static async Task<bool> AnswersAsync(IPEndPoint gateway, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ConnectTimeout);
        using var socket = new Socket(gateway.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(gateway, limit.Token);
            return true;
        }
        catch (Exception exception) when (exception is SocketException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }
}
