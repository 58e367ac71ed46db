using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace OrleansMail.Telemetry;

/// <summary>Takes what is sent by OTLP over HTTP, and keeps it.</summary>
public sealed class FakeCollector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _got = new();

    public FakeCollector()
    {
        var port = FreePort.Tcp();
        Endpoint = $"http://127.0.0.1:{port}";
        _listener.Prefixes.Add($"{Endpoint}/");
        _listener.Start();
        _ = Task.Run(ListenAsync);
    }

    /// <summary>What it is to be called by.</summary>
    public string Endpoint { get; }

    /// <summary>
    /// Everything that came to a path: protocol buffers, read one character an octet. Names and texts are in there as they are.
    /// </summary>
    public string At(string path) => string.Concat(
        _got.Where(one => one.Path == path).Select(one => Encoding.Latin1.GetString(one.Body)));

    public void Dispose() => _listener.Close();

    private async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _got.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray()));
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
