using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace OrleansMail.Scenarios;

/// <summary>Somebody who connects to a port of a silo by hand.</summary>
internal static class Stranger
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Connects by TLS with a certificate, or none.</summary>
    /// <returns>The serial number that the silo showed, and whether it said one octet to whoever is here.</returns>
    public static async Task<(string? Serial, bool IsLetIn)> ConnectAsync(IPEndPoint port, X509Certificate2? own)
    {
        string? serial = null;
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(port, TestContext.Current.CancellationToken);
        await using var tls = new SslStream(tcp.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "silo",
                LocalCertificateSelectionCallback = (_, _, _, _, _) => own!,
                RemoteCertificateValidationCallback = (_, shown, _, _) =>
                {
                    serial = (shown as X509Certificate2)?.SerialNumber;
                    return serial is not null;
                },
            }).WaitAsync(Limit);

            // In TLS 1.3 the client has finished before the server has looked at what it shows.
            return (serial, await tls.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit) > 0);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            return (serial, false);
        }
    }

    /// <summary>Connects and speaks no TLS.</summary>
    /// <returns>True if the silo kept to that, and answered something that is no TLS alert.</returns>
    public static async Task<bool> SpeakPlainlyAsync(IPEndPoint port)
    {
        const byte alert = 21;
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(port, TestContext.Current.CancellationToken);
        var stream = tcp.GetStream();
        try
        {
            await stream.WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            var octet = new byte[1];
            return await stream.ReadAsync(octet).AsTask().WaitAsync(Limit) > 0 && octet[0] != alert;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
