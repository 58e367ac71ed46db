namespace OrleansMail.Sink;

/// <summary>A fault of the client that a forgiving server would let pass; the sink counts it.</summary>
public enum SinkViolation
{
    /// <summary>CR without LF (RFC 5321 §2.3.8).</summary>
    BareCr,

    /// <summary>LF without CR (RFC 5321 §2.3.8).</summary>
    BareLf,

    /// <summary>The octet 0 (RFC 5321 §4.5.2 in spirit, RFC 5322 §2.2 by name).</summary>
    Nul,

    /// <summary>An octet above 127 in a command, or in a message without BODY=8BITMIME (RFC 6152 §3).</summary>
    EightBit,

    /// <summary>A line above 1,000 octets with its CRLF (RFC 5321 §4.5.3.1.6).</summary>
    LongLine,

    /// <summary>A line of the message that begins with one dot only (RFC 5321 §4.5.2).</summary>
    UnstuffedDot,

    /// <summary>A command that is unknown, malformed, or has a parameter that was not offered.</summary>
    Syntax,

    /// <summary>A command at a moment when it is not allowed (RFC 5321 §4.1.4).</summary>
    Sequence,

    /// <summary>Octets behind a command that must be the last of its group (RFC 2920 §3.1).</summary>
    Pipelined,

    /// <summary>Plain text behind STARTTLS (RFC 3207 §4.2): the door of command injection.</summary>
    PlainTextBehindStartTls,

    /// <summary>A message above the size that the client was told or had itself declared (RFC 1870 §6).</summary>
    TooLarge,

    /// <summary>The connection ended inside a message or without QUIT (RFC 5321 §4.1.1.10).</summary>
    NoQuit,

    /// <summary>The callback or the store failed; not the client's fault, but never to be overlooked.</summary>
    CallbackFailed,
}
