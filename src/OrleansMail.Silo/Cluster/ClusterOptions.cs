using System.ComponentModel.DataAnnotations;

namespace OrleansMail.Cluster;

/// <summary>How a silo joins the others. For <c>Storage:Provider</c> postgresql alone: an embedded silo is by itself.</summary>
public sealed class ClusterOptions
{
    public const string Section = "Cluster";

    /// <summary>Silos of one name on one database are one cluster. Default <c>orleansmail</c>.</summary>
    [RegularExpression("^[A-Za-z0-9._-]{1,100}$")]
    public string Name { get; set; } = "orleansmail";

    /// <summary>What people call this silo. Default null: the name of the machine.</summary>
    [RegularExpression("^[A-Za-z0-9._-]{1,100}$")]
    public string? Silo { get; set; }

    /// <summary>The IP address of this machine that the others and clients connect to. Default 127.0.0.1.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port between silos. Default 11,111; 0 for any free one.</summary>
    [Range(0, 65_535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>The port of clients. Default 30,000; 0 for any free one.</summary>
    [Range(0, 65_535)]
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>This silo's certificate in PEM, with <c>OU=silo</c>. Default null: loopback only, without TLS.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>The key of the certificate in PEM. Default null.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The authority, in PEM, that all certificates of the cluster are signed by. Default null.</summary>
    public string? AuthorityFile { get; set; }
}
