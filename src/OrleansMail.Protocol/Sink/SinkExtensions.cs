namespace OrleansMail.Sink;

/// <summary>The service extensions that a sink offers in its answer to EHLO; each can be off.</summary>
[Flags]
public enum SinkExtensions
{
    None = 0,

    /// <summary>RFC 2920.</summary>
    Pipelining = 1,

    /// <summary>RFC 1870.</summary>
    Size = 2,

    /// <summary>RFC 6152.</summary>
    EightBitMime = 4,

    /// <summary>RFC 2034.</summary>
    EnhancedStatusCodes = 8,

    /// <summary>RFC 3030; BDAT without BINARYMIME.</summary>
    Chunking = 16,

    /// <summary>RFC 3207.</summary>
    StartTls = 32,

    All = Pipelining | Size | EightBitMime | EnhancedStatusCodes | Chunking | StartTls,
}
