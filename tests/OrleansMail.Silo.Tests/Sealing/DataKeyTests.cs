namespace OrleansMail.Sealing;

public sealed class DataKeyTests : IDisposable
{
    private static readonly byte[] Plain = "Yuki <yuki@example.test>"u8.ToArray();

    private readonly DataKey _key = Key(7);

    public static TheoryData<string> Places => ["chunk", "row", "outcome", "content", "suppression", "state"];

    public void Dispose() => _key.Dispose();

    [Theory]
    [MemberData(nameof(Places))]
    public void What_is_sealed_opens_at_its_place(string place)
    {
        var octets = _key.Seal(PlaceOf(place), Plain);

        Assert.Equal(Plain.Length + SealingKey.Overhead, octets.Length);
        Assert.Equal(7, SealingKey.DataKeyOf(octets));
        Assert.Equal(-1, octets.AsSpan().IndexOf(Plain.AsSpan(0, 4)));
        Assert.Equal(Plain, Open(_key, PlaceOf(place), octets));
    }

    [Fact]
    public void It_opens_at_no_other_place()
    {
        Place[] places =
        [
            .. Places.Select(row => PlaceOf(row.Data)),
            Place.Chunk(1, 3), Place.Chunk(2, 2), Place.StreamRow(1, 3), Place.Outcome(1, 2, 1, final: true),
            Place.Outcome(1, 2, 2, final: false), Place.Suppression(new byte[16]), Place.GrainState("campaign", "campaign/b"),
            Place.GrainState("user", "campaign/a"),
        ];
        foreach (var place in places)
        {
            var octets = _key.Seal(place, Plain);
            Assert.All(places.Where(other => other != place), other => Assert.Null(Open(_key, other, octets)));
        }
    }

    [Fact]
    public void One_turned_bit_or_one_octet_less_and_it_does_not_open()
    {
        var octets = _key.Seal(Place.Content, Plain);
        for (var bit = 0; bit < octets.Length * 8; bit++)
        {
            var changed = octets.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(Open(_key, Place.Content, changed));
        }

        for (var length = SealingKey.Overhead; length < octets.Length; length++)
        {
            Assert.Null(Open(_key, Place.Content, octets[..length]));
        }

        Assert.Null(SealingKey.DataKeyOf(octets.AsSpan(0, SealingKey.Overhead - 1)));
    }

    [Fact]
    public void Another_key_does_not_open_it()
    {
        using var other = new DataKey(7, "campaign:other", Enumerable.Repeat((byte)9, 32).ToArray());

        Assert.Null(Open(other, Place.Content, _key.Seal(Place.Content, Plain)));
    }

    [Fact]
    public void The_same_octets_never_look_the_same()
    {
        var seen = Enumerable.Range(0, 1_000).Select(_ => Convert.ToHexString(_key.Seal(Place.Content, Plain)));

        Assert.Equal(1_000, seen.Distinct().Count());
    }

    [Fact]
    public void Rows_far_apart_have_keys_of_their_own()
    {
        const int Block = 1 << 22;

        Assert.Equal(Place.StreamRow(1, 0).Block, Place.StreamRow(1, Block - 1).Block);
        Assert.NotEqual(Place.StreamRow(1, Block - 1).Block, Place.StreamRow(1, Block).Block);
        Assert.Equal(Place.Outcome(1, Block, 1, true).Block, Place.StreamRow(1, Block).Block);
    }

    [Fact]
    public void Nothing_is_sealed_with_a_key_that_was_cleared()
    {
        var key = Key(8);
        _ = key.Seal(Place.Content, Plain);

        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Seal(Place.Content, Plain));
    }

    [Fact]
    public void Sealing_and_opening_from_many_threads_is_safe() => Parallel.For(0, 2_000, number =>
    {
        var place = Place.Outcome(1, number, 1, final: true);
        Assert.Equal(Plain, Open(_key, place, _key.Seal(place, Plain)));
    });

    private static DataKey Key(int id) =>
        new(id, "campaign:a", Enumerable.Range(0, 32).Select(octet => (byte)octet).ToArray());

    private static byte[]? Open(DataKey key, Place place, byte[] octets)
    {
        var plain = new byte[octets.Length - SealingKey.Overhead];
        return key.TryOpen(place, octets, plain) ? plain : null;
    }

    private static Place PlaceOf(string name) => name switch
    {
        "chunk" => Place.Chunk(1, 2),
        "row" => Place.StreamRow(1, 2),
        "outcome" => Place.Outcome(1, 2, 1, final: false),
        "content" => Place.Content,
        "suppression" => Place.Suppression(Enumerable.Repeat((byte)5, 16).ToArray()),
        _ => Place.GrainState("campaign", "campaign/a"),
    };
}
