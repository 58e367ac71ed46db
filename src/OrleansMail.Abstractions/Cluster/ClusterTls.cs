using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace OrleansMail.Cluster;

/// <summary>Puts mutual TLS 1.3 under the connections of Orleans.</summary>
/// <remarks>
/// Who somebody is, is said by the authority and the role in the certificate, not by a host name. A server that lets a
/// client in may tell it a word: one octet with its length, and the word in ASCII.
/// </remarks>
public sealed partial class ClusterTls(ClusterCertificates certificates, ILogger log)
{
    // A peer that says nothing must not hold a place; between machines a handshake takes milliseconds.
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(5);

    /// <summary>For connections that come in.</summary>
    /// <param name="word">What a peer at an address is told, at most 255 characters; null to tell nothing.</param>
    /// <param name="roles">The roles that are let in.</param>
    public Action<IConnectionBuilder> Server(Func<IPAddress?, string>? word, params string[] roles) => builder =>
        builder.Use(next => context => RunAsync(context, next, async (stream, stop) =>
        {
            await stream.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificate = certificates.Own,
                    ClientCertificateRequired = true,
                    EnabledSslProtocols = SslProtocols.Tls13,
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                    RemoteCertificateValidationCallback = (_, peer, _, _) => IsGood(context, peer, roles),
                },
                stop);
            if (word is not null)
            {
                await ClusterWord.WriteAsync(stream, word((context.RemoteEndPoint as IPEndPoint)?.Address), stop);
            }
        }));

    /// <summary>For connections that go out, to a silo.</summary>
    /// <param name="heard">Hears the word that the server tells; null if it tells none.</param>
    public Action<IConnectionBuilder> Client(Action<string>? heard) => builder =>
        builder.Use(next => context => RunAsync(context, next, async (stream, stop) =>
        {
            var own = certificates.Own;
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = CertificateRole.Silo,
                    ClientCertificates = [own],
                    LocalCertificateSelectionCallback = (_, _, _, _, _) => own,
                    EnabledSslProtocols = SslProtocols.Tls13,
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                    RemoteCertificateValidationCallback = (_, peer, _, _) => IsGood(context, peer, [CertificateRole.Silo]),
                },
                stop);
            if (heard is not null)
            {
                heard(await ClusterWord.ReadAsync(stream, stop));
            }
        }));

    private async Task RunAsync(
        ConnectionContext context, ConnectionDelegate next, Func<SslStream, CancellationToken, Task> authenticate)
    {
        var plain = context.Transport;
        await using var stream = new SslStream(new PipeStream(plain), leaveInnerStreamOpen: true);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.ConnectionClosed);
            limit.CancelAfter(Handshake);
            await authenticate(stream, limit.Token);
        }
        catch (Exception fault) when (fault is AuthenticationException or IOException or OperationCanceledException)
        {
            LogRefused(context.RemoteEndPoint, fault.Message);
            context.Abort();
            return;
        }

        var secured = new SecuredPipe(stream);
        context.Transport = secured;
        try
        {
            await next(context);
        }
        finally
        {
            await secured.CompleteAsync();
            context.Transport = plain;
        }
    }

    private bool IsGood(ConnectionContext context, X509Certificate? peer, string[] roles)
    {
        if (certificates.FaultOf(peer as X509Certificate2, roles) is not { } fault)
        {
            return true;
        }

        LogRefused(context.RemoteEndPoint, fault);
        return false;
    }

    [LoggerMessage(LogLevel.Warning, "The connection with {Peer} is refused: {Reason}")]
    private partial void LogRefused(EndPoint? peer, string reason);
}
