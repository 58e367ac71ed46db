using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>The claims that were given to this process and not given back. Safe for many threads.</summary>
internal sealed class HeldClaims
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(long Audience, int Chunk), ChunkClaim> _claims = [];

    public void Add(IReadOnlyList<ChunkClaim> claims)
    {
        lock (_lock)
        {
            foreach (var claim in claims)
            {
                _claims[(claim.Audience, claim.Chunk)] = claim;
            }
        }
    }

    /// <summary>Takes a claim off, unless the chunk was claimed anew meanwhile.</summary>
    public void Remove(ChunkClaim claim)
    {
        lock (_lock)
        {
            if (_claims.TryGetValue((claim.Audience, claim.Chunk), out var held) && held.Epoch == claim.Epoch)
            {
                _claims.Remove((claim.Audience, claim.Chunk));
            }
        }
    }

    public List<ChunkClaim> Of(string holder)
    {
        lock (_lock)
        {
            return [.. _claims.Values.Where(claim => claim.Holder == holder)];
        }
    }
}
