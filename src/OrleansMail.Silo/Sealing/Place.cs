using System.Buffers.Binary;
using OrleansMail.Recipients;

namespace OrleansMail.Sealing;

/// <summary>Where sealed octets stand. They open there and nowhere else.</summary>
/// <remarks>
/// The place decides two things. All of it is associated data, so that octets moved to another row do not open. And its
/// part of the data key comes from it, so that nonces cannot meet: see <see cref="DataKey"/>.
/// </remarks>
internal readonly record struct Place
{
    /// <summary>Octets of the numbers of a place.</summary>
    public const int Length = 25;

    // 4,194,304 rows under one derived key; with all their attempts fewer than 2^28 nonces of the 2^32 allowed.
    private const int BlockBits = 22;

    private readonly long _first;
    private readonly long _second;
    private readonly long _third;

    private Place(PlaceKind kind, long first = 0, long second = 0, long third = 0, long block = 0)
    {
        (Kind, _first, _second, _third, Block) = (kind, first, second, third, block);
        Audience = kind is PlaceKind.Chunk or PlaceKind.StreamRow or PlaceKind.Outcome ? first : 0;
    }

    public static Place Content => new(PlaceKind.Content);

    public PlaceKind Kind { get; }

    /// <summary>The audience whose rows share a derived key; 0 for what is of none.</summary>
    public long Audience { get; }

    /// <summary>The block of rows that share a derived key.</summary>
    public long Block { get; }

    /// <summary>The grain whose state has a derived key of its own; null for everything else.</summary>
    public string? Name { get; private init; }

    public static Place Chunk(long audience, int chunk) =>
        new(PlaceKind.Chunk, audience, chunk, 0, ((long)chunk * IAudienceStore.ChunkRows) >> BlockBits);

    public static Place StreamRow(long audience, long row) =>
        new(PlaceKind.StreamRow, audience, row, 0, row >> BlockBits);

    public static Place Outcome(long audience, long row, int attempt, bool final) =>
        new(PlaceKind.Outcome, audience, row, ((long)attempt << 1) | (final ? 1L : 0L), row >> BlockBits);

    /// <param name="key">The address's keyed hash, 16 octets.</param>
    public static Place Suppression(ReadOnlySpan<byte> key) => new(
        PlaceKind.Suppression, BinaryPrimitives.ReadInt64BigEndian(key), BinaryPrimitives.ReadInt64BigEndian(key[8..]));

    public static Place GrainState(string stateName, string grain) =>
        new(PlaceKind.GrainState) { Name = $"{stateName}\0{grain}" };

    /// <summary>Writes the place's numbers; a name is in the key instead.</summary>
    public void Write(Span<byte> octets)
    {
        octets[0] = (byte)Kind;
        BinaryPrimitives.WriteInt64BigEndian(octets[1..], _first);
        BinaryPrimitives.WriteInt64BigEndian(octets[9..], _second);
        BinaryPrimitives.WriteInt64BigEndian(octets[17..], _third);
    }
}
