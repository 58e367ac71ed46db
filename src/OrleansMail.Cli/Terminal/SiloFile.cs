using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace OrleansMail.Terminal;

/// <summary>What a running silo writes into <c>silo.json</c> of its folder.</summary>
/// <param name="Gateway">Address and port for clients, such as <c>127.0.0.1:30000</c>.</param>
/// <param name="Pid">Process id of the silo; 0 if it is not on this machine.</param>
internal sealed record SiloFile(string Gateway, string ClusterId, string ServiceId, int Pid)
{
    public const string Name = "silo.json";

    /// <summary>The file of a folder, and where its silo listens; null if no silo can be running there.</summary>
    public static (SiloFile File, IPEndPoint Gateway)? Find(string folder)
    {
        try
        {
            using var stream = File.OpenRead(Path.Combine(folder, Name));
            var file = JsonSerializer.Deserialize(stream, OutputJson.Shared.SiloFile);
            return file is { Gateway: not null } && IPEndPoint.TryParse(file.Gateway, out var gateway) && file.IsAlive()
                ? (file, gateway)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

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
