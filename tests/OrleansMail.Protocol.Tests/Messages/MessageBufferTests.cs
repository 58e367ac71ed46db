using CsCheck;

namespace OrleansMail.Messages;

/// <summary>A buffer is the list of octets that was put before and after, however it grew.</summary>
public sealed class MessageBufferTests
{
    [Fact]
    public void It_grows_at_both_ends()
    {
        Gen.Select(Gen.Bool, Gen.Int[0, 9000], Gen.Byte).Array[0, 20].Sample(
            steps =>
            {
                using var buffer = new MessageBuffer();
                List<byte> expected = [];
                foreach (var (isBefore, count, octet) in steps)
                {
                    var octets = Enumerable.Repeat(octet, count).ToArray();
                    expected.InsertRange(isBefore ? 0 : expected.Count, octets);
                    if (isBefore)
                    {
                        octets.CopyTo(buffer.Prepend(count));
                    }
                    else
                    {
                        octets.CopyTo(buffer.GetSpan(count));
                        buffer.Advance(count);
                    }
                }

                Assert.Equal(expected.Count, buffer.Length);
                Assert.True(buffer.Written.Span.SequenceEqual(expected.ToArray()));
                buffer.Reset();
                Assert.Equal(0, buffer.Length);
            },
            iter: 500,
            threads: 1);
    }

    [Fact]
    public void Two_kilooctets_are_left_in_front_after_a_signature_without_a_move()
    {
        using var buffer = new MessageBuffer();
        var capacity = buffer.Capacity;
        buffer.Append("x"u8);

        buffer.Prepend(2048);
        buffer.Prepend(2048);

        Assert.Equal(capacity, buffer.Capacity);
        Assert.Equal(4097, buffer.Length);
    }

    [Fact]
    public void A_pool_keeps_so_many_buffers_and_no_large_ones()
    {
        var pool = new MessageBufferPool(1);
        var (first, second) = (pool.Rent(), pool.Rent());
        first.Append("secret"u8);
        pool.Return(first);
        pool.Return(second);

        Assert.Equal(0, second.Capacity);
        var again = pool.Rent();
        Assert.Same(first, again);
        Assert.Equal(0, again.Length);
        again.Append(new byte[MessageBufferPool.LargestKept + 1]);
        pool.Return(again);
        Assert.Equal(0, again.Capacity);
        Assert.NotSame(again, pool.Rent());
    }
}
