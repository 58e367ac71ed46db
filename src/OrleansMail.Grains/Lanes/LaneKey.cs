using System.Net;

namespace OrleansMail.Lanes;

/// <summary>The key of a lane, <c>192.0.2.1/site</c>.</summary>
public readonly record struct LaneKey(IPAddress EgressIp, string Site)
{
    public static LaneKey Parse(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return new LaneKey(IPAddress.Parse(key.AsSpan(0, slash)), key[(slash + 1)..]);
    }

    public override string ToString() => $"{EgressIp}/{Site}";
}
