using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansMail.Telemetry;

/// <summary>
/// Answers GET and HEAD of <c>/metrics</c>, <c>/health/live</c> and <c>/health/ready</c>: Kestrel without anything on top
/// (decision 0034).
/// </summary>
internal sealed class TelemetryServer : IHostedService, IHttpApplication<IFeatureCollection>, IDisposable
{
    private const int MostConnections = 32;
    private static readonly TimeSpan LongestHeaders = TimeSpan.FromSeconds(5);

    private readonly KestrelServer _server;
    private readonly PrometheusExporter _metrics;
    private readonly Lazy<SiloHealth> _health;

    public TelemetryServer(
        TelemetrySettings settings, PrometheusExporter metrics, Lazy<SiloHealth> health, ILoggerFactory logs)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = MostConnections;
        options.Limits.MaxRequestBodySize = 0;
        options.Limits.RequestHeadersTimeout = LongestHeaders;
        options.Listen(settings.Listen!, listen => listen.Protocols = HttpProtocols.Http1);
        _server = new KestrelServer(
            Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logs), logs);
        _metrics = metrics;
        _health = health;
    }

    public Task StartAsync(CancellationToken cancellationToken) => _server.StartAsync(this, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync(cancellationToken);

    public void Dispose() => _server.Dispose();

    IFeatureCollection IHttpApplication<IFeatureCollection>.CreateContext(IFeatureCollection contextFeatures) =>
        contextFeatures;

    void IHttpApplication<IFeatureCollection>.DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    async Task IHttpApplication<IFeatureCollection>.ProcessRequestAsync(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var (status, type, body) = request.Method is "GET" or "HEAD"
            ? await AnswerAsync(request.Path)
            : Text(HttpStatusCode.MethodNotAllowed, "Only GET and HEAD are answered.");
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = (int)status;
        response.Headers.ContentType = type;
        response.Headers.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        if (request.Method != "HEAD")
        {
            await context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(body);
        }
    }

    private async Task<(HttpStatusCode Status, string Type, ReadOnlyMemory<byte> Body)> AnswerAsync(string path)
    {
        switch (path)
        {
            case "/metrics":
                return (HttpStatusCode.OK, PrometheusText.ContentType, _metrics.Scrape());
            case "/health/live":
                return Text(HttpStatusCode.OK, "live");
            case "/health/ready":
                var problems = await _health.Value.ProblemsAsync();
                return problems.Count == 0
                    ? Text(HttpStatusCode.OK, "ready")
                    : Text(HttpStatusCode.ServiceUnavailable, string.Join('\n', problems));
            default:
                return Text(HttpStatusCode.NotFound, "There are /metrics, /health/live and /health/ready.");
        }
    }

    private static (HttpStatusCode Status, string Type, ReadOnlyMemory<byte> Body) Text(HttpStatusCode status, string text) =>
        (status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text + "\n"));
}
