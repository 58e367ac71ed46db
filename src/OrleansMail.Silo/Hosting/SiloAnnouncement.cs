using System.Net;
using System.Text.Json;
using OrleansMail.Cluster;

namespace OrleansMail.Hosting;

/// <summary>The file in the data folder that tells programs on this machine where the silo listens.</summary>
/// <param name="Gateway">Such as <c>127.0.0.1:30000</c>.</param>
/// <param name="Pid">The silo's process.</param>
public sealed record SiloAnnouncement(string Gateway, string ClusterId, string ServiceId, int Pid)
{
    public const string FileName = "silo.json";

    /// <summary>What a client on this machine shows, where the cluster speaks TLS: only who may read the key can connect.</summary>
    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    public string? AuthorityFile { get; init; }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal static async Task WriteAsync(string path, SiloEndpoint endpoint)
    {
        var announcement = new SiloAnnouncement(
            new IPEndPoint(endpoint.Address, endpoint.GatewayPort).ToString(), endpoint.Cluster, endpoint.Cluster,
            Environment.ProcessId)
        {
            CertificateFile = Full(endpoint.Files?.Certificate),
            KeyFile = Full(endpoint.Files?.Key),
            AuthorityFile = Full(endpoint.Files?.Authority),
        };
        var temporary = path + ".new";
        await File.WriteAllTextAsync(temporary, JsonSerializer.Serialize(announcement, Json));
        File.Move(temporary, path, overwrite: true);
    }

    private static string? Full(string? file) => file is null ? null : Path.GetFullPath(file);
}
