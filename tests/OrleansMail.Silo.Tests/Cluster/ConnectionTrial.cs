using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace OrleansMail.Cluster;

/// <summary>A server that answers each line with the line and what it was told of the peer, and a client, in memory.</summary>
internal sealed class ConnectionTrial : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Ends _client;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _server;

    private ConnectionTrial(ClusterCertificates server, string[] roles)
    {
        var (there, back) = (new Pipe(), new Pipe());
        _client = new Ends(back.Reader, there.Writer);
        var tls = new ClusterTls(server, NullLogger.Instance);
        _server = RunAsync(
            tls.Server(address => $"{address}", roles), new Ends(there.Reader, back.Writer), EchoAsync, _end.Token);
    }

    /// <summary>What the server told the client at the beginning.</summary>
    public string? Heard { get; private set; }

    private Func<string, Task<string?>> Ask { get; set; } = null!;

    public static ConnectionTrial Server(ClusterCertificates server, string[] roles) => new(server, roles);

    public static async Task<ConnectionTrial> RunAsync(
        ClusterCertificates server, ClusterCertificates client, string[] roles)
    {
        var trial = new ConnectionTrial(server, roles);
        var ready = new TaskCompletionSource<ConnectionContext?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var tls = new ClusterTls(client, NullLogger.Instance);
        var run = RunAsync(
            tls.Client(word => trial.Heard = word),
            trial._client,
            async context =>
            {
                ready.TrySetResult(context);
                await Task.Delay(Timeout.Infinite, trial._end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            },
            trial._end.Token);
        _ = run.ContinueWith(_ => ready.TrySetResult(null), TaskScheduler.Default);
        var open = await ready.Task.WaitAsync(Limit);
        trial.Ask = line => open is null ? Task.FromResult<string?>(null) : AskOnAsync(open.Transport, line);
        return trial;
    }

    /// <summary>The answer to a line; null if there is no connection, or it is closed.</summary>
    public Task<string?> AskAsync(string line) => Ask(line);

    public async Task<bool> SpeakTlsWithoutCertificateAsync()
    {
        await using var stream = new SslStream(new PipeStream(_client));
        try
        {
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "silo",
#pragma warning disable CA5359 // A stranger does not care whom it speaks to.
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
            }).WaitAsync(Limit);

            // In TLS 1.3 the client has finished before the server has looked at what it shows.
            return await stream.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit) > 0;
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            return false;
        }
    }

    public async Task<string> SpeakPlainlyAsync(string text)
    {
        await _client.Output.WriteAsync(Encoding.ASCII.GetBytes(text));
        await _server.WaitAsync(Limit);
        return Heard ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _client.Output.CompleteAsync();
        await _client.Input.CompleteAsync();
        await _server.WaitAsync(Limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private static async Task RunAsync(
        Action<IConnectionBuilder> tls, IDuplexPipe pipe, ConnectionDelegate last, CancellationToken end)
    {
        var builder = new ConnectionBuilder(new ServiceCollection().BuildServiceProvider());
        tls(builder);
        builder.Run(context => last(context));
        var context = new DefaultConnectionContext("trial", pipe, pipe)
        {
            RemoteEndPoint = new IPEndPoint(IPAddress.Parse("127.0.0.9"), 1),
            ConnectionClosed = end,
        };
        try
        {
            await builder.Build()(context);
        }
        finally
        {
            await pipe.Output.CompleteAsync();
            await pipe.Input.CompleteAsync();
        }
    }

    private static async Task EchoAsync(ConnectionContext context)
    {
        var read = await context.Transport.Input.ReadAsync();
        var text = Encoding.ASCII.GetString(read.Buffer);
        context.Transport.Input.AdvanceTo(read.Buffer.End);
        await context.Transport.Output.WriteAsync(Encoding.ASCII.GetBytes(
            $"{text} {(context.RemoteEndPoint as IPEndPoint)?.Address}"));
    }

    private static async Task<string?> AskOnAsync(IDuplexPipe pipe, string line)
    {
        try
        {
            await pipe.Output.WriteAsync(Encoding.ASCII.GetBytes(line));
            var read = await pipe.Input.ReadAsync().AsTask().WaitAsync(Limit);
            return read.Buffer.IsEmpty ? null : Encoding.ASCII.GetString(read.Buffer);
        }
        catch (Exception closed) when (closed is IOException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
