namespace OrleansMail.Sink;

/// <summary>How stored messages lie in their folder.</summary>
public enum SinkStoreFormat
{
    /// <summary>Files <c>00000001.eml</c>, … in the folder itself.</summary>
    Eml,

    /// <summary>A maildir: written to <c>tmp</c>, then moved to <c>new</c>; line ends stay CRLF.</summary>
    Maildir,
}
