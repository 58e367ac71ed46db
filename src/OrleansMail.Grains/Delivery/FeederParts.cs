using Microsoft.Extensions.Logging;
using OrleansMail.Campaigns;
using OrleansMail.Dns;
using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <summary>What every campaign's feeder on a silo works with.</summary>
internal sealed record FeederParts(
    string Silo,
    IGrainFactory Grains,
    CampaignStores Stores,
    IAddressKey Keys,
    MxResolver Resolver,
    EgressBook Egress,
    LaneBook Lanes,
    AttemptRecorder Recorder,
    DeliveryOptions Options,
    TimeProvider Clock,
    ILogger<CampaignFeeder> Log);
