using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace OrleansMail.Dkim;

/// <summary>The relaxed forms, first by the example of RFC 6376 §3.4.5.</summary>
public sealed class RelaxedCanonicalizationTests
{
    public static TheoryData<string, string> Bodies => new()
    {
        { " C \r\nD \t E\r\n\r\n\r\n", " C\r\nD E\r\n" },
        { "", "" },
        { "\r\n", "" },
        { "\r\n\r\n", "" },
        { " \t\r\n", "" },
        { "x", "x\r\n" },
        { "\r\nx\r\n", "\r\nx\r\n" },
        { "a\r\n \r\n\r\nb\r\n", "a\r\n\r\n\r\nb\r\n" },
        { "\t a", " a\r\n" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body(string body, string expected)
    {
        Assert.Equal(expected, Body(body));
    }

    [Theory]
    [InlineData("A: X", "a:X")]
    [InlineData("B : Y\t\r\n\tZ  ", "b:Y Z")]
    [InlineData("C:", "c:")]
    [InlineData("D: \r\n x:y", "d:x:y")]
    public void A_header(string field, string expected)
    {
        var output = new ArrayBufferWriter<byte>();
        RelaxedCanonicalization.WriteHeader(output, Encoding.ASCII.GetBytes(field));

        Assert.Equal(expected, Encoding.ASCII.GetString(output.WrittenSpan));
    }

    [Fact]
    public void The_short_cut_for_canonical_bodies_gives_the_same_hash()
    {
        Gen.OneOf(Gen.Const("\r\n"), Gen.Const(" "), Gen.Const("\t"), Gen.Const("a"), Gen.Const("\r"), Gen.Const("\n"))
            .Array[0, 12].Sample(
                parts =>
                {
                    var body = string.Concat(parts);
                    var expected = SHA256.HashData(Encoding.ASCII.GetBytes(Body(body)));
                    Assert.Equal(expected, RelaxedCanonicalization.BodyHash(Encoding.ASCII.GetBytes(body)));
                },
                iter: 20000,
                threads: 1);
    }

    private static string Body(string body)
    {
        var output = new ArrayBufferWriter<byte>();
        RelaxedCanonicalization.WriteBody(output, Encoding.ASCII.GetBytes(body));
        return Encoding.ASCII.GetString(output.WrittenSpan);
    }
}
