using System.Text.Json.Serialization;

namespace OrleansMail.Sink;

/// <summary>What a rule does when it matches.</summary>
public enum SinkAction
{
    /// <summary>Answers with the rule's text.</summary>
    [JsonStringEnumMemberName("reply")]
    Reply,

    /// <summary>Answers with the rule's text and closes, as a server with 421 does (RFC 5321 §3.8).</summary>
    [JsonStringEnumMemberName("close")]
    Close,

    /// <summary>Closes without an answer (TCP FIN).</summary>
    [JsonStringEnumMemberName("drop")]
    Drop,

    /// <summary>Closes without an answer and with a TCP reset.</summary>
    [JsonStringEnumMemberName("reset")]
    Reset,

    /// <summary>Never answers again; the client must give up by itself.</summary>
    [JsonStringEnumMemberName("silence")]
    Silence,

    /// <summary>Goes on as without a rule, after the rule's delay.</summary>
    [JsonStringEnumMemberName("delay")]
    Delay,
}
