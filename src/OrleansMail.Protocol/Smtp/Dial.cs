using System.Net.Sockets;

namespace OrleansMail.Smtp;

/// <summary>A connection to a mail host, or why there is none. Exactly one of stream and fault is set.</summary>
/// <param name="Stream">The connection.</param>
/// <param name="Fault">None when there is a connection.</param>
/// <param name="Text">What happened, in plain words.</param>
internal sealed record Dial(NetworkStream? Stream, FaultKind Fault, string Text)
{
    public static Dial Made(NetworkStream stream) => new(stream, FaultKind.None, "");

    public static Dial Failed(FaultKind fault, string text) => new(null, fault, text);
}
