using OrleansMail.People;

namespace OrleansMail.Cluster;

/// <summary>A gateway of loopback alone: nobody else can connect.</summary>
internal sealed class LoopbackOrigins : ICallOrigins
{
    public string From(string? shown) => "127.0.0.1";
}
