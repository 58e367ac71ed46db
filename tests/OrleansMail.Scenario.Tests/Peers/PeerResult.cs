using OrleansMail.Reports;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>What the engine wrote down about one peer, and what the peer saw.</summary>
internal sealed record PeerResult(OutcomeLine[] Lines, SinkCounts? Sink, RawPeer? Raw, SinkMessage[] Messages);
