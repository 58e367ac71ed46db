namespace OrleansMail.Sink;

/// <summary>Where accepted messages are kept, and how many; what is above the bounds is counted but not kept.</summary>
/// <remarks>Beside the messages stands <c>envelopes.tsv</c>: file, sender and one recipient per line.</remarks>
public sealed record SinkStoreOptions
{
    public required string Folder { get; init; }

    public SinkStoreFormat Format { get; init; } = SinkStoreFormat.Eml;

    /// <summary>Keeps each so-manieth message only, counted from 1. Default 1: all of them.</summary>
    public int Every { get; init; } = 1;

    /// <summary>At most this many messages. Default 10,000.</summary>
    public int MaxMessages { get; init; } = 10_000;

    /// <summary>At most this many octets. Default 256 MiB.</summary>
    public long MaxBytes { get; init; } = 256L * 1024 * 1024;
}
