namespace OrleansMail.Smtp;

/// <summary>How far a <see cref="ReplyReader"/> has come.</summary>
public enum ReplyProgress
{
    /// <summary>All octets are taken and the reply is not whole yet.</summary>
    More,

    /// <summary>A reply is whole; octets behind it are left to the caller.</summary>
    Complete,

    /// <summary>These octets are no reply, or too many; the connection cannot be used any more.</summary>
    Malformed,
}
