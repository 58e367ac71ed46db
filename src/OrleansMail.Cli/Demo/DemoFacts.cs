using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace OrleansMail.Demo;

/// <summary>The fixed facts of the demo.</summary>
internal static class DemoFacts
{
    public const string Domain = "demo.orleansmail.test";
    public const string Campaign = "demo";
    public const string Administrator = "mika";
    public const string Operator = "otto";
    public const string Auditor = "aoi";
    public const string Author = "ayumi";
    public const string Approver = "ben";

    public static IConfiguration Configuration(IPEndPoint sink) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Delivery:Routes:*"] = string.Create(CultureInfo.InvariantCulture, $"{sink.Address}:{sink.Port}"),
            ["Delivery:MessagesPerConnection"] = "1000",
            ["Approval:ReadFor"] = "00:00:00",
        })
        .Build();
}
