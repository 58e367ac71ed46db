using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansMail;

/// <summary>A DNS server on loopback that knows TXT records alone; other names do not exist.</summary>
internal sealed class FakeDns : IDisposable
{
    private const int HeaderLength = 12;
    private const ushort Response = 0x8180;
    private const ushort NoSuchName = 0x8183;

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Dictionary<string, string[]> _texts;

    public FakeDns(Dictionary<string, string[]> texts)
    {
        _texts = texts;
        _ = AnswerAsync();
    }

    public string Server => _socket.Client.LocalEndPoint!.ToString()!;

    public void Dispose() => _socket.Dispose();

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var query = await _socket.ReceiveAsync();
                await _socket.SendAsync(AnswerTo(query.Buffer), query.RemoteEndPoint);
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private byte[] AnswerTo(byte[] query)
    {
        var labels = new List<string>();
        var at = HeaderLength;
        for (; query[at] != 0; at += query[at] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(query, at + 1, query[at]));
        }

        var texts = _texts.GetValueOrDefault(string.Join('.', labels).ToLowerInvariant(), []);
        var answer = new List<byte>(query[..(at + 5)]);
        foreach (var text in texts)
        {
            // RFC 1035 §3.3.14: strings of at most 255 octets.
            var strings = Encoding.ASCII.GetBytes(text).Chunk(255)
                .SelectMany(part => part.Prepend((byte)part.Length)).ToArray();
            answer.AddRange([0xC0, HeaderLength, 0, 16, 0, 1, 0, 0, 0, 60]);
            answer.AddRange([(byte)(strings.Length >> 8), (byte)strings.Length]);
            answer.AddRange(strings);
        }

        byte[] bytes = [.. answer];
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), texts.Length == 0 ? NoSuchName : Response);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(6), (ushort)texts.Length);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), 0);
        return bytes;
    }
}
