using System.Text;

namespace OrleansMail.Cluster;

/// <summary>The word that a gateway tells a client at the beginning of a connection.</summary>
internal static class ClusterWord
{
    public static async Task WriteAsync(Stream stream, string word, CancellationToken stop)
    {
        var octets = new byte[1 + word.Length];
        octets[0] = checked((byte)word.Length);
        Encoding.ASCII.GetBytes(word, octets.AsSpan(1));
        await stream.WriteAsync(octets, stop);
        await stream.FlushAsync(stop);
    }

    public static async Task<string> ReadAsync(Stream stream, CancellationToken stop)
    {
        var length = new byte[1];
        await stream.ReadExactlyAsync(length, stop);
        var octets = new byte[length[0]];
        await stream.ReadExactlyAsync(octets, stop);
        return Encoding.ASCII.GetString(octets);
    }
}
