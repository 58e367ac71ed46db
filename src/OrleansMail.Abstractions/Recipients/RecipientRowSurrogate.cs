namespace OrleansMail.Recipients;

/// <summary>How a <see cref="RecipientRow"/> crosses between processes: its texts in one run of octets.</summary>
/// <remarks>
/// Orleans remembers every string of a message, in case it comes again; for the 23,000 texts of a chunk of rows that
/// was tens of megabytes of large objects, more than all else that an import needs.
/// </remarks>
[GenerateSerializer, Immutable, Alias("mail.RecipientRowSurrogate")]
internal struct RecipientRowSurrogate
{
    [Id(0)]
    public long Line;

    /// <summary>Address and values, each as its length in octets (7 bits an octet, least first) and UTF-8.</summary>
    [Id(1)]
    public byte[] Texts;
}
