using System.Security.Cryptography;
using System.Text;

namespace OrleansMail.Sealing;

public sealed class KeyedMacTests
{
    /// <summary>RFC 4231 §4.2, §4.3 and §4.7.</summary>
    public static TheoryData<byte[], string, string> Vectors => new()
    {
        {
            [.. Enumerable.Repeat((byte)0x0b, 20)], "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        },
        {
            Encoding.ASCII.GetBytes("Jefe"), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        },
        {
            [.. Enumerable.Repeat((byte)0xaa, 131)], "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void It_is_HMAC_SHA_256_each_time(byte[] key, string text, string expected)
    {
        var mac = new KeyedMac(key);
        Assert.Equal(expected, Of(mac, text));
        Assert.NotEqual(expected, Of(mac, text + "."));
        Assert.Equal(expected, Of(mac, text));
    }

    [Fact]
    public async Task Many_threads_do_not_disturb_each_other()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var mac = new KeyedMac(key);

        await Parallel.ForAsync(0, 5_000, TestContext.Current.CancellationToken, (number, _) =>
        {
            var text = $"text {number}";
            Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text))), Of(mac, text));
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public void Nothing_that_was_made_of_a_key_outlives_it()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var mac = new KeyedMac(key);
        var before = Of(mac, "text");

        CryptographicOperations.ZeroMemory(key);
        mac.Clear();

        Assert.NotEqual(before, Of(mac, "text"));
    }

    private static string Of(KeyedMac mac, string text)
    {
        var hash = new byte[KeyedMac.Length];
        mac.Hash(Encoding.ASCII.GetBytes(text), hash);
        return Convert.ToHexStringLower(hash);
    }
}
