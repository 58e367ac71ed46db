using System.Diagnostics.Metrics;
using OrleansMail.Telemetry;

namespace OrleansMail.Cluster;

/// <summary>How long this silo's certificate counts.</summary>
internal sealed class CertificateInstruments : IInstruments
{
    /// <param name="certificates">Of a silo alone on its machine there is none.</param>
    public CertificateInstruments(IMeterFactory meters, IEnumerable<ClusterCertificates> certificates, TimeProvider clock)
    {
        var own = certificates.FirstOrDefault();
        meters.Engine().CreateObservableGauge(
            "orleansmail.cluster.certificate.remaining",
            () => own is null ? double.PositiveInfinity : (own.ExpiresAt - clock.GetUtcNow()).TotalSeconds,
            "s",
            "Time until no other silo and no client speaks to this one; infinite where it needs no certificate");
    }
}
