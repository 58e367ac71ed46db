using System.Globalization;
using System.Net;

namespace OrleansMail.Scenarios;

/// <summary>A real mail server on loopback, run by a script of <c>loadtests/real-peers</c>, with its maildir.</summary>
internal sealed class RealPeer : IAsyncDisposable
{
    private static readonly TimeSpan StartBound = TimeSpan.FromMinutes(2);

    private readonly string _script;
    private readonly string _folder;

    private RealPeer(string script, string folder, IPEndPoint endPoint) =>
        (_script, _folder, EndPoint) = (script, folder, endPoint);

    public IPEndPoint EndPoint { get; }

    public string Maildir => Path.Combine(_folder, "mail");

    /// <param name="name"><c>postfix</c> or <c>exim</c>.</param>
    /// <param name="folder">A folder that is not there yet; the server's own user must be able to reach it.</param>
    public static async Task<RealPeer> StartAsync(string name, string folder, params string[] domains)
    {
        var script = Repository.PathOf("loadtests", "real-peers", $"{name}.sh");
        var port = FreePort.Tcp();
        var peer = new RealPeer(script, folder, new IPEndPoint(IPAddress.Loopback, port));
        string[] arguments = [script, "start", folder, port.ToString(CultureInfo.InvariantCulture), .. domains];
        (await Programs.Run(StartBound, "bash", arguments)).Succeeded();
        return peer;
    }

    /// <summary>Waits until so many messages lie in the maildir.</summary>
    public async Task ArrivedAsync(int messages, TimeSpan bound)
    {
        string[] arguments =
        [
            _script, "wait", _folder, messages.ToString(CultureInfo.InvariantCulture),
            bound.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        ];
        (await Programs.Run(bound + TimeSpan.FromSeconds(10), "bash", arguments)).Succeeded();
    }

    public async ValueTask DisposeAsync() => await Programs.Run("bash", _script, "stop", _folder);
}
