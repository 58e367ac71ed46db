using System.Text.Json.Serialization;

namespace OrleansMail.Sink;

/// <summary>The moment of an SMTP dialogue at which a rule may answer (RFC 5321 §4.3.2).</summary>
public enum SinkStage
{
    [JsonStringEnumMemberName("connect")]
    Connect,

    [JsonStringEnumMemberName("ehlo")]
    Ehlo,

    [JsonStringEnumMemberName("starttls")]
    StartTls,

    [JsonStringEnumMemberName("mail")]
    Mail,

    [JsonStringEnumMemberName("rcpt")]
    Rcpt,

    /// <summary>The DATA command, or the first BDAT of a message.</summary>
    [JsonStringEnumMemberName("data")]
    Data,

    /// <summary>The whole message is here: after the final dot, or after the chunk of BDAT LAST.</summary>
    [JsonStringEnumMemberName("final-dot")]
    FinalDot,
}
