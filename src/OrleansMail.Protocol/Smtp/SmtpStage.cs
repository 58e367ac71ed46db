namespace OrleansMail.Smtp;

/// <summary>Where in the talk with a server something ended, in order.</summary>
public enum SmtpStage
{
    /// <summary>TCP connect.</summary>
    Connect,

    /// <summary>Waiting for the 220 that opens the talk.</summary>
    Greeting,

    /// <summary>EHLO or HELO.</summary>
    Ehlo,

    /// <summary>STARTTLS and the handshake.</summary>
    StartTls,

    /// <summary>MAIL FROM, and RSET before it.</summary>
    Mail,

    /// <summary>RCPT TO.</summary>
    Rcpt,

    /// <summary>DATA until its 354.</summary>
    Data,

    /// <summary>The message, before its end was handed to the socket: nothing is delivered.</summary>
    Body,

    /// <summary>
    /// From the moment the end of the message may have left. A fault here means: delivered or not, nobody knows.
    /// </summary>
    FinalDot,
}
