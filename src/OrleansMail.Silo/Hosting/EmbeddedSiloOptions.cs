using System.ComponentModel.DataAnnotations;

namespace OrleansMail.Hosting;

/// <summary>The ports of an embedded silo; it listens on loopback only.</summary>
public sealed class EmbeddedSiloOptions
{
    public const string Section = "Silo";

    /// <summary>The port clients connect to; 0 for any free one, which <c>silo.json</c> in the data folder then names.</summary>
    [Range(0, 65_535)]
    public int GatewayPort { get; set; }

    /// <summary>The port between silos; 0 for any free one.</summary>
    [Range(0, 65_535)]
    public int SiloPort { get; set; }
}
