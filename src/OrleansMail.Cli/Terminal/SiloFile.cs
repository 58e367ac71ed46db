using System.Diagnostics;
using System.Net;
using System.Text.Json;
using OrleansMail.Cluster;

namespace OrleansMail.Terminal;

/// <summary>What a running silo writes into <c>silo.json</c> of its folder.</summary>
/// <param name="Gateway">Address and port for clients, such as <c>127.0.0.1:30000</c>; several have commas between them.</param>
/// <param name="Pid">Process id of the silo; 0 if it is not on this machine.</param>
internal sealed record SiloFile(string Gateway, string ClusterId, string ServiceId, int Pid)
{
    public const string Name = "silo.json";

    /// <summary>What the client shows, where the cluster speaks TLS; relative to the file's folder.</summary>
    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    public string? AuthorityFile { get; init; }

    /// <summary>The file of a folder, and where its silo listens; null if no silo can be running there.</summary>
    public static (SiloFile File, IPEndPoint[] Gateways)? Find(string folder)
    {
        try
        {
            using var stream = File.OpenRead(Path.Combine(folder, Name));
            var file = JsonSerializer.Deserialize(stream, OutputJson.Shared.SiloFile);
            return file is { Gateway: not null } && GatewaysOf(file.Gateway) is { Length: > 0 } gateways && file.IsAlive()
                ? (file, gateways)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The three files of a client's certificate; null for a cluster without TLS.</summary>
    public CertificateFiles? CertificatesIn(string folder) =>
        (CertificateFile, KeyFile, AuthorityFile) is ({ } certificate, { } key, { } authority)
            ? new CertificateFiles(
                Path.Combine(folder, certificate), Path.Combine(folder, key), Path.Combine(folder, authority))
            : null;

    private static IPEndPoint[] GatewaysOf(string text) =>
    [
        .. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(static one => IPEndPoint.TryParse(one, out var gateway) ? gateway : null).OfType<IPEndPoint>(),
    ];

    private bool IsAlive()
    {
        if (Pid <= 0)
        {
            return true;
        }

        try
        {
            using var process = Process.GetProcessById(Pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
