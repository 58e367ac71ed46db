namespace OrleansMail.Guard;

/// <summary>64-bit hashes that are the same in every process (FNV-1a with a final mix). They keep no secret.</summary>
internal static class StableHash
{
    private const ulong Offset = 14_695_981_039_346_656_037UL;
    private const ulong Prime = 1_099_511_628_211UL;

    public static ulong Of(ReadOnlySpan<char> text, ulong seed = 0)
    {
        var hash = Offset ^ Mix(seed);
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * Prime;
        }

        return Mix(hash);
    }

    /// <summary>Spreads the bits of a number over all 64 (the finaliser of SplitMix64).</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E37_79B9_7F4A_7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EBUL;
        return value ^ (value >> 31);
    }
}
