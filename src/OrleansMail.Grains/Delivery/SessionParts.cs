using OrleansMail.Egress;
using OrleansMail.Ledger;
using OrleansMail.Suppression;

namespace OrleansMail.Delivery;

/// <summary>What every session of a silo works with.</summary>
internal sealed record SessionParts(
    ILedger Ledger,
    ISuppressionStore Suppression,
    RenderPool Renderer,
    Connector Connector,
    AttemptRecorder Recorder,
    EgressBook Egress,
    ClaimHold Hold,
    ProxyHealth Proxies,
    DeliveryMeter Meter,
    DeliveryOptions Options,
    TimeProvider Clock);
