using OrleansMail.Sink;

namespace OrleansMail.Views;

/// <summary>What a sink has seen so far, as JSON.</summary>
/// <param name="State"><c>listening</c>, <c>receiving</c> or <c>stopped</c>.</param>
/// <param name="Endpoint">Address and port it listens on.</param>
/// <param name="Reasons">Violations by kind.</param>
internal sealed record SinkView(
    string State,
    string Endpoint,
    long Connections,
    int OpenConnections,
    long TlsConnections,
    long TlsResumed,
    long Messages,
    long AcceptedRecipients,
    long Refused,
    long Duplicates,
    long Octets,
    long Violations,
    Dictionary<string, long> Reasons)
{
    public static SinkView Of(string state, SmtpSink sink)
    {
        var counts = sink.Snapshot();
        return new SinkView(
            state,
            sink.EndPoint.ToString(),
            counts.Connections,
            counts.OpenConnections,
            counts.TlsConnections,
            counts.TlsResumed,
            counts.Messages,
            counts.AcceptedRecipients,
            counts.Refused,
            counts.Duplicates,
            counts.Octets,
            counts.Violations,
            counts.Reasons.ToDictionary(
                reason => reason.Key.ToString(), reason => reason.Value, StringComparer.Ordinal));
    }
}
