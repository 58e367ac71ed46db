using System.Text.Json;

namespace OrleansMail.Hosting;

/// <summary>The file in the data folder that tells programs on this machine where the silo listens.</summary>
/// <param name="Gateway">Such as <c>127.0.0.1:30000</c>.</param>
/// <param name="Pid">The silo's process.</param>
public sealed record SiloAnnouncement(string Gateway, string ClusterId, string ServiceId, int Pid)
{
    public const string FileName = "silo.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal static async Task WriteAsync(string path, int gatewayPort, string cluster)
    {
        var announcement = new SiloAnnouncement($"127.0.0.1:{gatewayPort}", cluster, cluster, Environment.ProcessId);
        var temporary = path + ".new";
        await File.WriteAllTextAsync(temporary, JsonSerializer.Serialize(announcement, Json));
        File.Move(temporary, path, overwrite: true);
    }
}
