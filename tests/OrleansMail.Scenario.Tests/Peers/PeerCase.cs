using OrleansMail.Campaigns;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>A receiving world that behaves in one way, and what must become of the mail to it.</summary>
/// <param name="Name">What it does, in words.</param>
/// <param name="Sink">How the sink behaves; null when <paramref name="Raw"/> is the peer.</param>
/// <param name="Raw">The peer that a sink cannot be.</param>
/// <param name="Expected">The last outcome of each recipient, in order.</param>
/// <param name="Accepted">Messages that the peer takes, each counted once it is its own.</param>
internal sealed record PeerCase(
    string Name, SinkOptions? Sink, RawBehaviour? Raw, PeerEnd[] Expected, int Accepted)
{
    public InDoubt InDoubt { get; init; } = InDoubt.Hold;

    /// <summary>What the sink does not offer of all it can.</summary>
    public SinkExtensions Without { get; init; }

    /// <summary>Messages that come twice: only where somebody asked to have those in doubt sent again.</summary>
    public int Duplicates { get; init; }

    public override string ToString() => Name;
}
