using Microsoft.Extensions.Logging;
using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.Dns;
using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <summary>What every campaign's feeder on a silo works with.</summary>
internal sealed record FeederParts(
    Silos Silos,
    ClaimTerm Claims,
    ClaimHold Hold,
    IGrainFactory Grains,
    CampaignStores Stores,
    IAddressKey Keys,
    MxResolver Resolver,
    EgressBook Egress,
    LaneBook Lanes,
    AttemptRecorder Recorder,
    DeliveryOptions Options,
    TimeProvider Clock,
    ILogger<CampaignFeeder> Log)
{
    /// <summary>The holder of this silo's claims: another one for each life of the process.</summary>
    public string Silo => Silos.Key;
}
