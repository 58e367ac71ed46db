namespace OrleansMail.Recipients;

/// <summary>The right of one holder to work on one chunk until it expires or a later epoch takes it.</summary>
public sealed record ChunkClaim(long Audience, int Chunk, long Epoch, string Holder);
