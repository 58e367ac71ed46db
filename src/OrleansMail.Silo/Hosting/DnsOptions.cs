namespace OrleansMail.Hosting;

/// <summary>Whom to ask for names.</summary>
public sealed class DnsOptions
{
    public const string Section = "Dns";

    /// <summary>Resolvers as <c>address</c> or <c>address:port</c>; none means the system's. They must be trusted.</summary>
    public List<string> Servers { get; set; } = [];

    /// <summary>How long one try at one server may take. Default 5 seconds.</summary>
    [System.ComponentModel.DataAnnotations.Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);
}
